import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { checkCertificate } from '../certificate.ts'
import { invalid, misconfigured } from '../refusals.ts'
import {
  type ClassicListener,
  type ClassicProtocol,
  classicProtocols,
  findClassic,
  type NamedInput,
} from './classic-balancer.ts'
import { kindOfPolicy } from './other-policies.ts'

export interface ListenerInput {
  readonly Protocol: string
  readonly LoadBalancerPort: number
  readonly InstanceProtocol?: string
  readonly InstancePort: number
  readonly SSLCertificateId?: string
}

/** Throws for what is no listener, and for two at one port. */
export function readListeners(elb: Elb, given: readonly ListenerInput[]): readonly ClassicListener[] {
  const listeners = given.map((one) => readListener(elb, one))
  const ports = listeners.map(({ port }) => port)
  const twice = ports.find((port, index) => ports.indexOf(port) !== index)
  if (twice !== undefined) throw invalid(`Listeners must have unique ports: ${twice} comes twice`)
  return listeners
}

function readListener(elb: Elb, given: ListenerInput): ClassicListener {
  const { LoadBalancerPort: port, InstancePort: instancePort, SSLCertificateId: certificate } = given
  const protocol = readProtocol(given.Protocol)
  const instanceProtocol = given.InstanceProtocol ? readProtocol(given.InstanceProtocol) : plainOf(protocol)
  if (port < 1 || port > 65_535) throw invalid('LoadBalancerPort must be in the range 1-65535')
  if (isHttp(protocol) !== isHttp(instanceProtocol)) {
    throw misconfigured(
      `The protocols ${protocol} and ${instanceProtocol} of a listener must be at the same Internet protocol layer`,
    )
  }
  if (isSecure(protocol)) {
    if (certificate === undefined)
      throw invalid(`An SSL certificate must be given for the protocol ${protocol}`)
    checkCertificate(elb, certificate)
  }
  return {
    protocol,
    port,
    instanceProtocol,
    instancePort,
    certificate: isSecure(protocol) ? certificate : undefined,
    policies: [],
  }
}

function readProtocol(text: string): ClassicProtocol {
  const protocol = classicProtocols.find((one) => one === text.toUpperCase())
  if (protocol) return protocol
  throw new Refusal('UnsupportedProtocol', `'${text}' is not a supported protocol`)
}

const isHttp = (protocol: ClassicProtocol): boolean => protocol === 'HTTP' || protocol === 'HTTPS'
const isSecure = (protocol: ClassicProtocol): boolean => protocol === 'HTTPS' || protocol === 'SSL'
const plainOf = (protocol: ClassicProtocol): ClassicProtocol => (isHttp(protocol) ? 'HTTP' : 'TCP')

const isSame = (one: ClassicListener, other: ClassicListener): boolean =>
  JSON.stringify({ ...one, policies: [] }) === JSON.stringify({ ...other, policies: [] })

/** The same again changes nothing. */
export const createListeners: Action = action<NamedInput & { readonly Listeners: readonly ListenerInput[] }>(
  (elb, { LoadBalancerName: name, Listeners: given }) => {
    const balancer = findClassic(elb, name)
    const listeners = readListeners(elb, given)
    const fresh = listeners.filter((one) => {
      const there = balancer.listeners.find(({ port }) => port === one.port)
      if (there && !isSame(there, one)) {
        throw new Refusal(
          'DuplicateListener',
          `A listener already exists for ${name} with LoadBalancerPort ${one.port}, but with a different InstancePort, Protocol, or SSLCertificateId`,
        )
      }
      return !there
    })
    balancer.listeners = [...balancer.listeners, ...fresh]
    return {}
  },
)

/** A port without a listener is passed over. */
export const deleteListeners: Action = action<NamedInput & { readonly LoadBalancerPorts: readonly number[] }>(
  (elb, { LoadBalancerName: name, LoadBalancerPorts: ports }) => {
    const balancer = findClassic(elb, name)
    balancer.listeners = balancer.listeners.filter(({ port }) => !ports.includes(port))
    return {}
  },
)

interface PortInput extends NamedInput {
  readonly LoadBalancerPort: number
}

function changeListener(
  elb: Elb,
  { LoadBalancerName: name, LoadBalancerPort: port }: PortInput,
  change: Partial<ClassicListener>,
): void {
  const balancer = findClassic(elb, name)
  balancer.listeners = balancer.listeners.map((one) => (one.port === port ? { ...one, ...change } : one))
}

function listenerAt(
  elb: Elb,
  { LoadBalancerName: name, LoadBalancerPort: port }: PortInput,
): ClassicListener {
  const listener = findClassic(elb, name).listeners.find((one) => one.port === port)
  if (listener) return listener
  throw new Refusal('ListenerNotFound', `There is no listener with LoadBalancerPort ${port} at ${name}`)
}

export const setCertificate: Action = action<PortInput & { readonly SSLCertificateId: string }>(
  (elb, input) => {
    const { protocol } = listenerAt(elb, input)
    if (!isSecure(protocol)) throw misconfigured(`A listener of the protocol ${protocol} has no certificate`)
    checkCertificate(elb, input.SSLCertificateId)
    changeListener(elb, input, { certificate: input.SSLCertificateId })
    return {}
  },
)

/** They come in the place of those that the listener has; none at all takes them away. */
export const setListenerPolicies: Action = action<PortInput & { readonly PolicyNames: readonly string[] }>(
  (elb, input) => {
    const { protocol } = listenerAt(elb, input)
    const balancer = findClassic(elb, input.LoadBalancerName)
    const kinds = input.PolicyNames.map((name) => kindOfPolicy(balancer, name))
    if (new Set(kinds).size < kinds.length)
      throw misconfigured('Only one policy of each kind can be set for a listener')
    if (kinds.includes('stickiness') && !isHttp(protocol))
      throw misconfigured('Stickiness policies are for listeners of the protocols HTTP and HTTPS')
    if (kinds.includes('SSLNegotiationPolicyType') && !isSecure(protocol))
      throw misconfigured('Policies of TLS are for listeners of the protocols HTTPS and SSL')
    const other = kinds.find((kind) => kind !== 'stickiness' && kind !== 'SSLNegotiationPolicyType')
    if (other !== undefined) throw misconfigured(`A policy of the type ${other} is for no listener`)
    changeListener(elb, input, { policies: input.PolicyNames })
    return {}
  },
)
