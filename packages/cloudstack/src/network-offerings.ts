import type { CallOptions, Listing } from '@cloud/core'
import { clientOf, type HasClient, invalid } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import type { NetworkServiceWire } from './networks-wire.ts'
import { list } from './pages.ts'
import type { ZoneWire } from './zones.ts'

/** What a network can be made of. https://cloudstack.apache.org/api/apidocs-4.20/apis/listNetworkOfferings.html */
export interface NetworkOfferingWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  readonly guestiptype?: string
  readonly traffictype?: string
  readonly state?: string
  readonly availability?: string
  readonly isdefault?: boolean
  readonly forvpc?: boolean
  readonly specifyvlan?: boolean
  readonly specifyipranges?: boolean
  readonly egressdefaultpolicy?: boolean
  readonly service?: readonly NetworkServiceWire[]
}

const all = { name: 'listNetworkOfferings', key: 'networkoffering' } as const
const enabled = { state: 'Enabled' } as const

/** The network offerings that the account may use. */
export function listNetworkOfferings(
  driver: HasClient<CloudStackClient>,
  call?: CallOptions,
): Listing<NetworkOfferingWire> {
  const map = (wire: NetworkOfferingWire) => wire
  return list(clientOf(driver), { ...all, parameters: enabled, map }, call)
}

/** The offering of an isolated network, or of a tier, whose machines reach the world: the server's default one where it names one. */
export async function defaultOffering(
  client: CloudStackClient,
  { id: zoneid, name }: ZoneWire,
  forvpc: boolean,
  call: CallOptions,
): Promise<string> {
  const map = (wire: NetworkOfferingWire) =>
    (wire.forvpc ?? false) === forvpc && !wire.specifyvlan && hasSourceNat(wire) ? wire : undefined
  const parameters = { ...enabled, zoneid, guestiptype: 'Isolated', forvpc }
  const found = await list(client, { ...all, parameters, map }, call).toArray()
  const [first] = found.toSorted((a, b) => Number(b.isdefault ?? false) - Number(a.isdefault ?? false))
  if (first !== undefined) return first.id
  throw invalid(`The zone ${name} has no offering of isolated networks`, 'native.networkOffering')
}

const hasSourceNat = ({ service = [] }: NetworkOfferingWire) =>
  service.some(({ name }) => name === 'SourceNat')
