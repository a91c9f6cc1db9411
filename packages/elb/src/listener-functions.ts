import type { CallOptions, Listing } from '@cloud/core'
import { clientOf, type HasClient, list, named, object, type XmlShape } from '@cloud/core/driver'
import type { ActionWire } from './actions-wire.ts'
import { done, type ElbClient, type PageWire, pageMembers, send } from './client.ts'
import { listenersOf } from './get-balancer.ts'
import { type Attributes, attributesAnswer, fromAttributes, toAttributes } from './group-attributes.ts'
import {
  type CertificateWire,
  certificateShape,
  type ListenersWire,
  type ListenerWire,
  listenersAnswer,
} from './listeners-wire.ts'
import { refusal } from './lookups.ts'
import { change, checkArn, look, pages, remove } from './provider-calls.ts'

type Driver = HasClient<ElbClient>

/** What a listener does, by the names of the API. */
export type ListenerSettings = {
  readonly Protocol?: string
  readonly Port?: number
  readonly SslPolicy?: string
  /** The default one. */
  readonly Certificates?: readonly { readonly CertificateArn: string }[]
  readonly AlpnPolicy?: readonly string[]
  /** What becomes of a request that no rule is for. */
  readonly DefaultActions?: readonly ActionWire[]
}

export type CreateListener = ListenerSettings & {
  readonly Protocol: string
  readonly Port: number
  readonly DefaultActions: readonly ActionWire[]
}

export function listListeners(driver: Driver, balancer: string, call?: CallOptions): Listing<ListenerWire> {
  const parameters = { LoadBalancerArn: checkArn('balancer', balancer) }
  const asked = { name: 'DescribeListeners', parameters, answer: listenersAnswer }
  return pages(clientOf(driver), asked, ({ Listeners }) => Listeners, call)
}

/** `not-found` where there is none. */
export function getListener(driver: Driver, arn: string, call?: CallOptions): Promise<ListenerWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { ListenerArns: [checkArn('listener', arn)] }
    const asked = { name: 'DescribeListeners', parameters, answer: listenersAnswer }
    return first((await look(client, asked, left)).Listeners)
  })
}

/**
 * One that redirects, answers itself, or hands on to several target groups by weight. `already-exists` where another one is on the port.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
 */
export function createListener(
  driver: Driver,
  balancer: string,
  options: CreateListener,
  call?: CallOptions,
): Promise<ListenerWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const LoadBalancerArn = checkArn('balancer', balancer)
    const find = async (inner: CallOptions): Promise<ListenersWire | undefined> => {
      const all = await listenersOf(client, LoadBalancerArn, inner)
      const Listeners = all.filter(
        ({ Port, Protocol }) => Port === options.Port && Protocol === options.Protocol,
      )
      return Listeners.length > 0 ? { Listeners } : undefined
    }
    const parameters = { LoadBalancerArn, ...options }
    const request = { name: 'CreateListener', repeat: named(find), parameters, answer: listenersAnswer }
    return first((await send(client, request, left)).Listeners)
  })
}

function first(listeners: readonly ListenerWire[]): ListenerWire {
  const [listener] = listeners
  if (listener !== undefined) return listener
  throw refusal('not-found', 'There is no such listener')
}

/** Changes what is given, and leaves the rest. */
export function modifyListener(
  driver: Driver,
  arn: string,
  changes: ListenerSettings,
  call?: CallOptions,
): Promise<ListenerWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { ListenerArn: checkArn('listener', arn), ...changes }
    const asked = { name: 'ModifyListener', parameters, answer: listenersAnswer }
    return first((await change(client, asked, left)).Listeners)
  })
}

/** With its rules; target groups stay. `not-found` where there is none. */
export function deleteListener(driver: Driver, arn: string, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    remove(client, 'DeleteListener', { ListenerArn: checkArn('listener', arn) }, left),
  )
}

interface CertificatesWire extends PageWire {
  readonly Certificates: readonly CertificateWire[]
}

const certificatesAnswer: XmlShape<CertificatesWire> = object<CertificatesWire>({
  ...pageMembers,
  Certificates: list('member', certificateShape),
})

/** Its certificates, the default one first: which of them clients are shown goes by the name that they ask for. */
export function listListenerCertificates(
  driver: Driver,
  arn: string,
  call?: CallOptions,
): Listing<CertificateWire> {
  const parameters = { ListenerArn: checkArn('listener', arn) }
  const asked = { name: 'DescribeListenerCertificates', parameters, answer: certificatesAnswer }
  return pages(clientOf(driver), asked, ({ Certificates }) => Certificates, call)
}

export function addListenerCertificates(
  driver: Driver,
  arn: string,
  certificates: readonly string[],
  call?: CallOptions,
): Promise<void> {
  return changeCertificates(driver, 'AddListenerCertificates', { arn, certificates }, call)
}

/** The default one stays, and is `conflict`. */
export function removeListenerCertificates(
  driver: Driver,
  arn: string,
  certificates: readonly string[],
  call?: CallOptions,
): Promise<void> {
  return changeCertificates(driver, 'RemoveListenerCertificates', { arn, certificates }, call)
}

function changeCertificates(
  driver: Driver,
  name: string,
  { arn, certificates }: { readonly arn: string; readonly certificates: readonly string[] },
  call: CallOptions | undefined,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const ListenerArn = checkArn('listener', arn)
    const Certificates = certificates.map((one) => ({ CertificateArn: checkArn('certificate', one) }))
    await change(client, { name, parameters: { ListenerArn, Certificates }, answer: done }, left)
  })
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html */
export function getListenerAttributes(driver: Driver, arn: string, call?: CallOptions): Promise<Attributes> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { ListenerArn: checkArn('listener', arn) }
    const asked = { name: 'DescribeListenerAttributes', parameters, answer: attributesAnswer }
    return toAttributes((await look(client, asked, left)).Attributes)
  })
}

/** Changes these, and no others. */
export function setListenerAttributes(
  driver: Driver,
  arn: string,
  attributes: Attributes,
  call?: CallOptions,
): Promise<Attributes> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { ListenerArn: checkArn('listener', arn), Attributes: fromAttributes(attributes) }
    const asked = { name: 'ModifyListenerAttributes', parameters, answer: attributesAnswer }
    return toAttributes((await change(client, asked, left)).Attributes)
  })
}
