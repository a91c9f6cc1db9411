import type { CallOptions, CreateBalancer, Listener, NodeTarget } from '@cloud/core'
import { beforeWrite, checkNames, invalid } from '@cloud/core/driver'
import { isSame } from './balancers-wire.ts'
import type { GceClient } from './client.ts'
import { getInstance, placeOfNode } from './get-node.ts'
import { locationOf, type Place, regionIn } from './ids.ts'
import { checkName } from './names.ts'

/** What `createBalancer` takes under `native`. */
export interface GceCreateBalancer {
  /** How clients are led to members: `CLIENT_IP` to the same one each time. It stays as it is. */
  readonly sessionAffinity?: 'NONE' | 'CLIENT_IP' | 'CLIENT_IP_PROTO' | undefined
  readonly networkTier?: 'PREMIUM' | 'STANDARD' | undefined
  /** The address to come in at: one of the region that the project has; left out, one is made, and goes with the balancer. */
  readonly address?: string | undefined
  /** False for members that answer no HTTP: without a check each is taken to be well. True unless given. */
  readonly healthCheck?: boolean | undefined
}

export interface CheckedBalancer {
  readonly place: Place
  readonly listeners: readonly Pick<Listener, 'protocol' | 'port'>[]
  readonly members: readonly Place[]
  readonly native: GceCreateBalancer
}

const nativeNames = ['sessionAffinity', 'networkTier', 'address', 'healthCheck']
const names = ['name', 'listeners', 'members', 'location', 'idempotencyKey', 'native']

export function checkCreateBalancer(
  client: GceClient,
  options: CreateBalancer<GceCreateBalancer>,
): CheckedBalancer {
  checkNames('createBalancer', options, names)
  const { native = {}, members = [] } = options
  checkNames('createBalancer under native', native, nativeNames)
  if (native.healthCheck !== undefined && typeof native.healthCheck !== 'boolean')
    throw invalid('native.healthCheck must be true or false')
  const name = checkName('balancer', options.name)
  if (!Array.isArray(options.listeners) || options.listeners.length === 0)
    throw invalid('A balancer needs a listener', 'at least one in listeners')
  const listeners = options.listeners.map((listener, index) => checkListener(`listeners[${index}]`, listener))
  const twice = listeners.find((one, index) => listeners.findIndex((other) => isSame(one, other)) !== index)
  if (twice) throw invalid(`Two listeners are on port ${twice.port} of ${twice.protocol}`)
  if (!Array.isArray(members)) throw invalid('members must be an array')
  const places = members.map((member, index) => placeOfMember(`members[${index}]`, member))
  const location = regionIn(locationOf(client, options.location))
  return { place: { scope: 'regions', location, name }, listeners, members: places, native }
}

const protocols = ['http', 'https', 'tcp', 'tls', 'udp']

/** A target pool hands on what comes in as it is: TCP and UDP, to the port that it came for. */
export function checkListener(what: string, listener: Listener<never>): Pick<Listener, 'protocol' | 'port'> {
  checkNames(what, listener, ['protocol', 'port', 'targetProtocol', 'targetPort', 'certificate'])
  const { protocol, port, targetProtocol = protocol, targetPort = port, certificate } = listener
  for (const one of [protocol, targetProtocol])
    if (!protocols.includes(one))
      throw invalid(`${what} has the protocol ${JSON.stringify(one)}`, 'tcp or udp')
  checkPort(`${what}.port`, port)
  checkPort(`${what}.targetPort`, targetPort)
  if (protocol !== 'tcp' && protocol !== 'udp')
    throw invalid(`${what} is ${protocol}, which a network load balancer does not speak`, 'tcp or udp')
  if (certificate !== undefined) throw invalid(`${what} of ${protocol} takes no certificate`)
  if (targetProtocol !== protocol || targetPort !== port)
    throw invalid(`${what} cannot be handed on to another port or protocol`, 'the same, or none')
  return { protocol, port }
}

export function checkPort(what: string, port: unknown): void {
  if (Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535) return
  throw invalid(`${what} is ${JSON.stringify(port)}`, 'a whole number from 1 to 65535')
}

export function placeOfMember(what: string, target: NodeTarget): Place {
  checkNames(what, target, ['node'])
  return placeOfNode(target.node)
}

/** A balancer of a region leads to nodes of that region. */
export function checkRegions(region: string, members: readonly Place[]): void {
  const far = members.find(({ location }) => regionIn(location) !== region)
  if (far) throw invalid(`The node is in ${far.location}, and the balancer in ${region}`, 'the same region')
}

/** The API takes a link to a node that there is not. */
export async function checkMembers(
  client: GceClient,
  { place, members }: Pick<CheckedBalancer, 'place' | 'members'>,
  call: CallOptions,
): Promise<void> {
  for (const member of members) await beforeWrite(getInstance(client, member, call))
  checkRegions(place.location, members)
}
