import type { BalancerProtocol, Listener } from '@cloud/core'
import { checkNames, checkText, invalid, told } from '@cloud/core/driver'
import { certificateArn, checkPort } from './check-value.ts'
import type { ElbKind } from './options.ts'

/** What a listener takes under `native`. */
export interface ElbListenerOptions {
  /** Of `https` and `tls`: a security policy by its name; left out, AWS's default. `listSslPolicies` tells them. */
  readonly sslPolicy?: string | undefined
  /** Of `tls` on a network balancer: as in `HTTP2Preferred`. */
  readonly alpnPolicy?: string | undefined
}

export interface CheckedListener {
  readonly protocol: BalancerProtocol
  readonly port: number
  readonly targetProtocol: BalancerProtocol
  readonly targetPort: number
  readonly certificate: string | undefined
  readonly native: ElbListenerOptions
}

const all: readonly BalancerProtocol[] = ['http', 'https', 'tcp', 'tls', 'udp']
const spoken: Readonly<Record<ElbKind, readonly BalancerProtocol[]>> = {
  application: ['http', 'https'],
  network: ['tcp', 'tls', 'udp'],
  classic: ['http', 'https', 'tcp', 'tls'],
}

/** What members may be spoken to behind each protocol; the first where nothing is said. */
const behind: Readonly<Record<BalancerProtocol, readonly BalancerProtocol[]>> = {
  http: ['http', 'https'],
  https: ['http', 'https'],
  tcp: ['tcp', 'tls'],
  tls: ['tcp', 'tls'],
  udp: ['udp'],
}

const names = ['protocol', 'port', 'targetProtocol', 'targetPort', 'certificate', 'native']

export function checkListeners(
  kind: ElbKind,
  listeners: readonly Listener<ElbListenerOptions>[],
): readonly CheckedListener[] {
  if (!Array.isArray(listeners) || listeners.length === 0)
    throw invalid('A balancer needs a listener', 'at least one in listeners')
  const checked = listeners.map((listener, index) => checkListener(kind, `listeners[${index}]`, listener))
  const ports = checked.map(({ port }) => port)
  const twice = ports.find((port, index) => ports.indexOf(port) !== index)
  if (twice !== undefined) throw taken(twice)
  return checked
}

/** A port is one listener's, of TCP or of UDP. */
export const taken = (port: number): Error =>
  invalid(`Two listeners are on port ${port}`, 'one on each, or with createListener one of TCP_UDP')

export function checkListener(
  kind: ElbKind,
  what: string,
  listener: Listener<ElbListenerOptions>,
): CheckedListener {
  checkNames(what, listener, names)
  const { protocol, port, targetProtocol = behind[protocol]?.[0], targetPort = port, native = {} } = listener
  for (const one of [protocol, targetProtocol])
    if (!all.includes(one as BalancerProtocol))
      throw invalid(`${what} has the protocol ${told(one)}`, all.join(', '))
  checkPort(`${what}.port`, port)
  checkPort(`${what}.targetPort`, targetPort)
  checkSides(kind, what, { protocol, targetProtocol: targetProtocol as BalancerProtocol })
  const certificate = checkCertificate(what, listener)
  checkNative(what, protocol, native)
  return {
    protocol,
    port,
    targetProtocol: targetProtocol as BalancerProtocol,
    targetPort,
    certificate,
    native,
  }
}

function checkSides(
  kind: ElbKind,
  what: string,
  { protocol, targetProtocol }: Pick<CheckedListener, 'protocol' | 'targetProtocol'>,
): void {
  if (!behind[protocol].includes(targetProtocol))
    throw invalid(`${what} cannot hand ${protocol} on as ${targetProtocol}`, behind[protocol].join(' or '))
  if (!spoken[kind].includes(protocol))
    throw invalid(`${what} is ${protocol}, which no ${kind} balancer speaks`, spoken[kind].join(', '))
  if (kind === 'network' && protocol === 'tcp' && targetProtocol === 'tls')
    throw invalid(`${what} cannot hand tcp on as tls`, 'tcp')
}

function checkCertificate(
  what: string,
  { protocol, certificate }: Listener<ElbListenerOptions>,
): string | undefined {
  const isWanted = protocol === 'https' || protocol === 'tls'
  if (isWanted && certificate === undefined)
    throw invalid(`${what} of ${protocol} needs a certificate`, 'the ARN of one of ACM or IAM')
  if (!isWanted && certificate !== undefined) throw invalid(`${what} takes no certificate`)
  return certificate === undefined ? undefined : certificateArn(certificate)
}

function checkNative(what: string, protocol: BalancerProtocol, native: ElbListenerOptions): void {
  checkNames(`${what}.native`, native, ['sslPolicy', 'alpnPolicy'])
  const { sslPolicy, alpnPolicy } = native
  if (sslPolicy !== undefined && protocol !== 'https' && protocol !== 'tls')
    throw invalid(`${what}.native.sslPolicy is for https and tls`)
  if (alpnPolicy !== undefined && protocol !== 'tls') throw invalid(`${what}.native.alpnPolicy is for tls`)
  for (const [name, text] of Object.entries(native))
    if (text !== undefined) checkText(`${what}.native.${name}`, text, { max: 255 })
}

/** Which listener is meant: a listener as it is, too. */
export type WhichListener = Pick<Listener, 'port'> & Partial<Pick<Listener, 'protocol'>>

export function checkWhich(which: WhichListener): WhichListener {
  checkNames('removeListener', which, names)
  checkPort('The port', which.port)
  const { protocol } = which
  if (protocol !== undefined && !all.includes(protocol))
    throw invalid(`The protocol is ${told(protocol)}`, all.join(', '))
  return which
}
