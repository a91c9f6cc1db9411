import { type Action, action } from '../action.ts'
import {
  type AttributeInput,
  type AttributeRules,
  attributeFields,
  flag,
  number,
  text,
  withAttributes,
} from '../attributes.ts'
import { findListener } from './listener.ts'
import type { Protocol } from './target-group.ts'

const http: AttributeRules = {
  'routing.http.response.server.enabled': flag('true'),
  'routing.http.response.strict_transport_security.header_value': text(1024),
  'routing.http.response.access_control_allow_origin.header_value': text(1024),
  'routing.http.response.access_control_allow_methods.header_value': text(1024),
  'routing.http.response.access_control_allow_headers.header_value': text(1024),
  'routing.http.response.access_control_allow_credentials.header_value': text(5),
  'routing.http.response.access_control_expose_headers.header_value': text(1024),
  'routing.http.response.access_control_max_age.header_value': text(10),
  'routing.http.response.content_security_policy.header_value': text(1024),
  'routing.http.response.x_content_type_options.header_value': text(7),
  'routing.http.response.x_frame_options.header_value': text(1024),
}
const stream: AttributeRules = { 'tcp.idle_timeout.seconds': number(350, 60, 6_000) }

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html */
const rules: Readonly<Record<Protocol, AttributeRules>> = {
  HTTP: http,
  HTTPS: http,
  TCP: stream,
  TLS: {},
  UDP: {},
  TCP_UDP: stream,
}

interface ListenerInput {
  readonly ListenerArn: string
}

export const describeListenerAttributes: Action = action<ListenerInput>((elb, { ListenerArn: arn }) => {
  const { protocol, attributes } = findListener(elb, arn)
  return { Attributes: attributeFields(rules[protocol], attributes) }
})

export const modifyListenerAttributes: Action = action<
  ListenerInput & { readonly Attributes: readonly AttributeInput[] }
>((elb, { ListenerArn: arn, Attributes: given }) => {
  const listener = findListener(elb, arn)
  listener.attributes = withAttributes(rules[listener.protocol], listener.attributes, given)
  return { Attributes: attributeFields(rules[listener.protocol], listener.attributes) }
})
