import type { Resource } from '@cloud/core'
import { list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGateway.html, as spelled in its XML. */
export interface InternetGatewayWire {
  readonly internetGatewayId: string
  readonly ownerId?: string
  readonly attachmentSet: readonly { readonly vpcId: string; readonly state?: string }[]
  readonly tagSet: readonly TagWire[]
}

/** What leads from a network to the internet. `network` is the id of the network that it is attached to. */
export interface Ec2InternetGateway extends Resource<'internet-gateway', InternetGatewayWire> {
  readonly network?: string
}

export const internetGateway: XmlShape<InternetGatewayWire> = object<InternetGatewayWire>({
  internetGatewayId: required(text),
  ownerId: text,
  attachmentSet: list(
    'item',
    object<InternetGatewayWire['attachmentSet'][number]>({ vpcId: required(text), state: text }),
  ),
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInternetGateways.html */
export const gatewayDescription: Description<InternetGatewayWire, Ec2InternetGateway> = {
  noun: 'internet gateway',
  action: 'DescribeInternetGateways',
  ids: 'InternetGatewayId',
  pageSize: 1000,
  answer: described('internetGatewaySet', internetGateway),
  map: toInternetGateway,
}

export function toInternetGateway(wire: InternetGatewayWire): Ec2InternetGateway {
  const attached = wire.attachmentSet.find(({ state }) => state !== 'detached' && state !== 'detaching')
  return {
    kind: 'internet-gateway',
    id: wire.internetGatewayId,
    name: nameOf(wire.tagSet),
    ...(attached && { network: attached.vpcId }),
    native: wire,
  }
}
