import { isVisible } from '../../ec2/action.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { XmlFields } from '../../ec2/xml.ts'
import { type Action, action, type Elb } from '../action.ts'
import { arnOf, checkArn, newDigits, pathOf } from '../arn.ts'
import { type MarkedInput, marked } from '../paging.ts'
import { invalid, refuseUnused } from '../refusals.ts'
import { checkTags, storeTags, type TagInput } from '../tag-input.ts'
import { checkAssociations } from './associations.ts'
import { findListener, forgetListener, type Listener, listenersOf } from './listener.ts'
import { type ActionInput, actionFields, readActions } from './listener-action.ts'
import { checkProtocol, readSecurity, type SecurityInput } from './listener-settings.ts'
import { findBalancer, type LoadBalancer } from './load-balancer.ts'
import { settleTargets } from './target-health.ts'

interface CreateInput extends SecurityInput {
  readonly LoadBalancerArn: string
  readonly Protocol?: string
  readonly Port?: number
  readonly DefaultActions: readonly ActionInput[]
  readonly Tags?: readonly TagInput[]
}

/** The same again makes no other one. */
export const createListener: Action = action<CreateInput>((elb, input) => {
  refuseUnused(input, ['MutualAuthentication'])
  const balancer = findBalancer(elb, input.LoadBalancerArn)
  const { Protocol: wanted, Port: port, Tags: tags } = input
  if (wanted === undefined) throw invalid('A listener protocol must be specified')
  if (port === undefined) throw invalid('A listener port must be specified')
  const protocol = checkProtocol(balancer.type, wanted)
  checkTags(tags)
  const security = readSecurity(elb, protocol, input)
  const actions = readActions(elb, protocol, input.DefaultActions)
  const settings = { port, protocol, actions, ...security }
  const there = listenersOf(elb, balancer).find((one) => one.port === port)
  if (there && isSame(there, settings)) return { Listeners: [listenerFields(there)] }
  checkPort(elb, balancer, port)
  if (listenersOf(elb, balancer).length >= elb.limits.listeners) {
    throw new Refusal(
      'TooManyListeners',
      `The maximum number of listeners has been reached: ${elb.limits.listeners}`,
    )
  }
  checkAssociations(elb, balancer, actions)
  const listener: Listener = {
    ...settings,
    arn: arnOf(elb, 'listener', `${pathOf(balancer.arn)}/${newDigits(elb)}`),
    balancer,
    createdAt: elb.ec2.centre.clock.now(),
    certificates: [],
    attributes: new Map(),
  }
  elb.listeners.set(listener.arn, listener)
  storeTags(elb, listener.arn, tags)
  settleTargets(elb)
  return { Listeners: [listenerFields(listener)] }
})

const isSame = (listener: Listener, settings: Partial<Listener>): boolean =>
  JSON.stringify({ ...settings }) ===
  JSON.stringify(Object.fromEntries(Object.keys(settings).map((key) => [key, Reflect.get(listener, key)])))

function checkPort(elb: Elb, balancer: LoadBalancer, port: number, except?: Listener): void {
  if (!listenersOf(elb, balancer).some((one) => one !== except && one.port === port)) return
  throw new Refusal(
    'DuplicateListener',
    `A listener already exists on this port for this load balancer '${balancer.arn}'`,
  )
}

export const listenerFields = (listener: Listener): XmlFields => ({
  ListenerArn: listener.arn,
  LoadBalancerArn: listener.balancer.arn,
  Port: listener.port,
  Protocol: listener.protocol,
  Certificates: listener.certificate ? [{ CertificateArn: listener.certificate }] : undefined,
  SslPolicy: listener.sslPolicy,
  DefaultActions: listener.actions.map(actionFields),
  AlpnPolicy: listener.alpnPolicy,
})

interface DescribeInput extends MarkedInput {
  readonly LoadBalancerArn?: string
  readonly ListenerArns?: readonly string[]
}

export const describeListeners: Action = action<DescribeInput>((elb, input) => {
  const { LoadBalancerArn: balancerArn, ListenerArns: arns } = input
  if ((balancerArn === undefined) === (arns === undefined)) {
    throw invalid('You must specify either listener ARNs or a load balancer ARN')
  }
  const asked =
    balancerArn === undefined
      ? [...new Set(arns)].map((arn) => findListener(elb, arn))
      : listenersOf(elb, findBalancer(elb, balancerArn))
  const { items, next } = marked(
    elb,
    asked.filter(({ createdAt }) => isVisible(elb.ec2, createdAt)),
    input,
    { of: ['DescribeListeners', balancerArn, arns], key: ({ arn }) => arn },
  )
  return { Listeners: items.map(listenerFields), NextMarker: next }
})

interface ModifyInput extends SecurityInput {
  readonly ListenerArn: string
  readonly Protocol?: string
  readonly Port?: number
  readonly DefaultActions?: readonly ActionInput[]
}

export const modifyListener: Action = action<ModifyInput>((elb, input) => {
  refuseUnused(input, ['MutualAuthentication'])
  const listener = findListener(elb, input.ListenerArn)
  const { balancer } = listener
  const { Protocol: wanted = listener.protocol, Port: port = listener.port, DefaultActions: given } = input
  const protocol = checkProtocol(balancer.type, wanted)
  const security = readSecurity(elb, protocol, input, listener)
  const actions = given ? readActions(elb, protocol, given) : listener.actions
  checkPort(elb, balancer, port, listener)
  checkAssociations(elb, balancer, actions)
  Object.assign(listener, { port, protocol, actions, ...security })
  settleTargets(elb)
  return { Listeners: [listenerFields(listener)] }
})

export const deleteListener: Action = action<{ readonly ListenerArn: string }>(
  (elb, { ListenerArn: arn }) => {
    checkArn(arn, 'listener')
    forgetListener(elb, findListener(elb, arn))
    settleTargets(elb)
    return {}
  },
)
