import type { CallOptions, Ref } from '@cloud/core'
import { idOf, invalid } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { list } from './pages.ts'
import { noSuchLocation, refusal } from './refusal.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listZones.html */
export interface ZoneWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  /** `Basic`, where security groups guard nodes, or `Advanced`, where nodes are in networks. */
  readonly networktype: string
  /** In an advanced zone too nodes may be guarded by security groups. */
  readonly securitygroupsenabled?: boolean
  readonly localstorageenabled?: boolean
  readonly guestcidraddress?: string
  readonly allocationstate?: string
  readonly type?: string
}

export const availableZones = { name: 'listZones', key: 'zone', parameters: { available: true } } as const

/** What zones there are, asked once: they hardly ever change. */
const known = new WeakMap<CloudStackClient, readonly ZoneWire[]>()

export async function zonesOf(client: CloudStackClient, call: CallOptions): Promise<readonly ZoneWire[]> {
  const kept = known.get(client)
  if (kept !== undefined) return kept
  const map = (wire: ZoneWire) => wire
  const zones = await list(client, { ...availableZones, map }, call).toArray()
  known.set(client, zones)
  return zones
}

/** The reference of a zone, checked; it is looked up by {@link zoneOf}. */
export const zoneIdOf = (location: Ref<'location'> | undefined): string | undefined =>
  location === undefined ? undefined : idOf('location', location, 'location')

/**
 * The zone in which a thing is to be made: that of the call, the driver's own, or the first that the server lists. `not-found` where it
 * does not exist.
 */
export async function zoneOf(
  client: CloudStackClient,
  id: string | undefined,
  call: CallOptions,
): Promise<ZoneWire> {
  const wanted = id ?? client.zone
  const isKept = known.has(client)
  let zones = await zonesOf(client, call)
  let found = chosen(zones, id, wanted)
  if (found === undefined && isKept) {
    // It may have come since.
    known.delete(client)
    zones = await zonesOf(client, call)
    found = chosen(zones, id, wanted)
  }
  if (found !== undefined) return found
  if (wanted !== undefined) throw noSuchLocation(client, wanted)
  throw refusal(client, 'not-found', 'The account may use no zone')
}

/** Only the driver's own zone goes by its name too. */
function chosen(
  zones: readonly ZoneWire[],
  id: string | undefined,
  wanted: string | undefined,
): ZoneWire | undefined {
  if (wanted === undefined) return zones[0]
  const byName = id === undefined ? zones.find(({ name }) => name === wanted) : undefined
  return zones.find((zone) => zone.id === wanted) ?? byName
}

export const isBasic = ({ networktype }: ZoneWire): boolean => networktype.toLowerCase() === 'basic'

export const hasSecurityGroups = (zone: ZoneWire): boolean =>
  isBasic(zone) || zone.securitygroupsenabled === true

/** `invalid` where the nodes of a zone are in no networks of one's own. */
export function checkNetworked(zone: ZoneWire, what: string): void {
  if (isBasic(zone))
    throw invalid(`The zone ${zone.name} is a basic one, which has no ${what}`, 'an advanced zone')
}

/** `invalid` where the nodes of a zone are not guarded by security groups. */
export function checkGuarded(zone: ZoneWire, what: string): void {
  if (hasSecurityGroups(zone)) return
  throw invalid(
    `The zone ${zone.name} has no ${what}, since it has no security groups`,
    'the functions for the rules of addresses and networks, such as createFirewallRule',
  )
}
