import { Refusal } from '../../ec2/refusal.ts'
import type { XmlFields } from '../../ec2/xml.ts'
import type { Elb } from '../action.ts'
import { invalid } from '../refusals.ts'
import { findTargetGroup, isHttp, type Protocol, type TargetGroup } from './target-group.ts'

export interface ForwardTarget {
  readonly arn: string
  readonly weight: number
}

/** What a listener or a rule does with a request. */
export type ListenerAction =
  | {
      readonly kind: 'forward'
      readonly targets: readonly ForwardTarget[]
      readonly stickySeconds: number | undefined
    }
  | { readonly kind: 'redirect'; readonly config: RedirectInput }
  | { readonly kind: 'fixed-response'; readonly config: FixedResponseInput }

export interface RedirectInput {
  readonly Protocol?: string
  readonly Port?: string
  readonly Host?: string
  readonly Path?: string
  readonly Query?: string
  readonly StatusCode: string
}

export interface FixedResponseInput {
  readonly MessageBody?: string
  readonly StatusCode: string
  readonly ContentType?: string
}

interface ForwardInput {
  readonly TargetGroups?: readonly { readonly TargetGroupArn?: string; readonly Weight?: number }[]
  readonly TargetGroupStickinessConfig?: { readonly Enabled?: boolean; readonly DurationSeconds?: number }
}

export interface ActionInput {
  readonly Type: string
  readonly Order?: number
  readonly TargetGroupArn?: string
  readonly ForwardConfig?: ForwardInput
  readonly RedirectConfig?: RedirectInput
  readonly FixedResponseConfig?: FixedResponseInput
}

export const forwardedArns = (one: ListenerAction): readonly string[] =>
  one.kind === 'forward' ? one.targets.map(({ arn }) => arn) : []

/**
 * The actions that a request gives. One action ends the way of a request; those that ask who it is from before are not emulated.
 * `protocol` is the listener's.
 */
export function readActions(
  elb: Elb,
  protocol: Protocol,
  given: readonly ActionInput[],
): readonly ListenerAction[] {
  const [first, ...others] = given
  if (!first) throw invalid('At least one action must be specified')
  if (others.length > 0) {
    throw new Refusal('InvalidLoadBalancerAction', 'You can specify only one routing action')
  }
  return [readAction(elb, protocol, first)]
}

function readAction(elb: Elb, protocol: Protocol, given: ActionInput): ListenerAction {
  const { Type: type, RedirectConfig: redirect, FixedResponseConfig: fixed } = given
  if (type === 'forward') return readForward(elb, protocol, given)
  if (!isHttp(protocol)) {
    throw new Refusal(
      'InvalidLoadBalancerAction',
      `The action type '${type}' is not valid with network listeners`,
    )
  }
  if (type === 'redirect') {
    if (!redirect) throw invalid('A redirect action must have a RedirectConfig')
    return { kind: 'redirect', config: checkRedirect(redirect) }
  }
  if (type === 'fixed-response') {
    if (!fixed) throw invalid('A fixed-response action must have a FixedResponseConfig')
    return { kind: 'fixed-response', config: checkFixed(fixed) }
  }
  throw invalid(`The emulated cloud does not act on the action type ${type}`)
}

function checkRedirect(config: RedirectInput): RedirectInput {
  const { Protocol: protocol = '#{protocol}', Port: port = '#{port}', Path: path } = config
  if (!/^(?:HTTPS?|#\{protocol\})$/.test(protocol)) throw invalid(`'${protocol}' is not a valid protocol`)
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535
  if (port !== '#{port}' && !isPort) throw invalid(`'${port}' is not a valid port`)
  if (path !== undefined && !path.startsWith('/')) throw invalid("The path of a redirect must start with '/'")
  const parts = [config.Protocol, config.Port, config.Host, config.Path]
  if (parts.every((part) => part === undefined || part.startsWith('#{'))) {
    throw new Refusal('InvalidLoadBalancerAction', 'The redirect configuration would lead to a redirect loop')
  }
  return config
}

const contentTypes = [
  'text/plain',
  'text/css',
  'text/html',
  'application/javascript',
  'application/json',
] as const

function checkFixed(config: FixedResponseInput): FixedResponseInput {
  const { StatusCode: status, ContentType: type } = config
  if (!/^[245]\d\d$/.test(status)) throw invalid(`'${status}' is not a valid status code`)
  if (type !== undefined && !contentTypes.some((known) => known === type)) {
    throw invalid(`'${type}' is not a valid content type`)
  }
  return config
}

const mostGroups = 5

function readForward(elb: Elb, protocol: Protocol, given: ActionInput): ListenerAction {
  const { TargetGroupArn: arn, ForwardConfig: config } = given
  const tuples = config?.TargetGroups ?? (arn === undefined ? [] : [{ TargetGroupArn: arn }])
  if (tuples.length === 0) throw invalid('A forward action must have a target group')
  if (tuples.length > mostGroups) {
    throw new Refusal('TooManyTargetGroups', `You can specify up to ${mostGroups} target groups per action`)
  }
  if (arn !== undefined && !tuples.some(({ TargetGroupArn }) => TargetGroupArn === arn)) {
    throw invalid('The target group of the action must be one of its ForwardConfig')
  }
  const targets = tuples.map(({ TargetGroupArn = '', Weight = 1 }): ForwardTarget => {
    if (Weight < 0 || Weight > 999) throw invalid('The weight of a target group must be from 0 to 999')
    const group = findTargetGroup(elb, TargetGroupArn)
    checkProtocols(protocol, group)
    return { arn: group.arn, weight: Weight }
  })
  const { Enabled = false, DurationSeconds } = config?.TargetGroupStickinessConfig ?? {}
  if (Enabled && (DurationSeconds === undefined || DurationSeconds < 1 || DurationSeconds > 604_800)) {
    throw invalid('Target group stickiness duration must be between 1 and 604800 seconds')
  }
  return { kind: 'forward', targets, stickySeconds: Enabled ? DurationSeconds : undefined }
}

const partners: Readonly<Record<Protocol, readonly Protocol[]>> = {
  HTTP: ['HTTP', 'HTTPS'],
  HTTPS: ['HTTP', 'HTTPS'],
  TCP: ['TCP', 'TCP_UDP'],
  TLS: ['TCP', 'TLS'],
  UDP: ['UDP', 'TCP_UDP'],
  TCP_UDP: ['TCP_UDP'],
}

function checkProtocols(listener: Protocol, { arn, protocol }: TargetGroup): void {
  if (partners[listener].includes(protocol)) return
  throw new Refusal(
    'IncompatibleProtocols',
    `The protocol '${protocol}' of target group '${arn}' is not compatible with the listener protocol '${listener}'`,
  )
}

export function actionFields(one: ListenerAction, index: number): XmlFields {
  const Order = index + 1
  if (one.kind === 'redirect')
    return { Type: one.kind, Order, RedirectConfig: { ...redirectDefaults, ...one.config } }
  if (one.kind === 'fixed-response') return { Type: one.kind, Order, FixedResponseConfig: { ...one.config } }
  const [single, ...others] = one.targets
  return {
    Type: one.kind,
    Order,
    ...(others.length === 0 && { TargetGroupArn: single?.arn }),
    ForwardConfig: {
      TargetGroups: one.targets.map(({ arn, weight }) => ({ TargetGroupArn: arn, Weight: weight })),
      TargetGroupStickinessConfig: {
        Enabled: one.stickySeconds !== undefined,
        DurationSeconds: one.stickySeconds,
      },
    },
  }
}

export const redirectDefaults = {
  Protocol: '#{protocol}',
  Port: '#{port}',
  Host: '#{host}',
  Path: '/#{path}',
  Query: '#{query}',
} as const
