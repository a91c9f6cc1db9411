import type { ActiveListener, BalancerProtocol } from '@cloud/core'
import { boolean, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type ActionWire, actionShape, groupsOfActions } from './actions-wire.ts'
import { type PageWire, pageMembers } from './client.ts'
import type { TargetGroupWire } from './target-groups-wire.ts'

export type CertificateWire = { readonly CertificateArn: string; readonly IsDefault?: boolean }

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html */
export interface ListenerWire {
  readonly ListenerArn: string
  readonly LoadBalancerArn?: string
  readonly Port?: number
  readonly Protocol?: string
  readonly SslPolicy?: string
  readonly Certificates: readonly CertificateWire[]
  readonly DefaultActions: readonly ActionWire[]
  readonly AlpnPolicy: readonly string[]
}

export const certificateShape: XmlShape<CertificateWire> = object<CertificateWire>({
  CertificateArn: required(text),
  IsDefault: boolean,
})

const listener: XmlShape<ListenerWire> = object<ListenerWire>({
  ListenerArn: required(text),
  LoadBalancerArn: text,
  Port: number,
  Protocol: text,
  SslPolicy: text,
  Certificates: list('member', certificateShape),
  DefaultActions: list('member', actionShape),
  AlpnPolicy: list('member', text),
})

export interface ListenersWire extends PageWire {
  readonly Listeners: readonly ListenerWire[]
}

export const listenersAnswer: XmlShape<ListenersWire> = object<ListenersWire>({
  ...pageMembers,
  Listeners: list('member', listener),
})

export type ElbListener = ActiveListener<ListenerWire>

const protocols: Readonly<Record<string, BalancerProtocol>> = {
  HTTP: 'http',
  HTTPS: 'https',
  TCP: 'tcp',
  TLS: 'tls',
  UDP: 'udp',
  // One of TCP and of UDP in one, which `native` tells.
  TCP_UDP: 'tcp',
  QUIC: 'udp',
  TCP_QUIC: 'tcp',
}

export function toProtocol(wire: string | undefined, otherwise: BalancerProtocol): BalancerProtocol {
  const known = wire ?? ''
  return (Object.hasOwn(protocols, known) && protocols[known]) || otherwise
}

/** One that hands on to no target group, but redirects or answers itself, is told as if it handed on what comes in. */
export function toListener(native: ListenerWire, groups: readonly TargetGroupWire[]): ElbListener {
  const { Port = 0, Protocol, Certificates, DefaultActions } = native
  const protocol = toProtocol(Protocol, 'tcp')
  const targets = groupsOfActions(DefaultActions)
  const group = groups.find(({ TargetGroupArn }) => targets.includes(TargetGroupArn))
  const [certificate] = Certificates
  return {
    protocol,
    port: Port,
    targetProtocol: toProtocol(group?.Protocol, protocol),
    targetPort: group?.Port ?? Port,
    ...(certificate && { certificate: certificate.CertificateArn }),
    native,
  }
}
