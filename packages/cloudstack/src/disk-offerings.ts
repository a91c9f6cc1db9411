import type { CallOptions, Listing, Ref } from '@cloud/core'
import { beforeWrite, checkNames, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { inZone } from './in-zone.ts'
import { zoneIdOf } from './zones.ts'

/** What a volume can be made of. https://cloudstack.apache.org/api/apidocs-4.20/apis/listDiskOfferings.html */
export interface DiskOfferingWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  /** GiB; 0 where it is chosen for each volume. */
  readonly disksize?: number
  readonly iscustomized?: boolean
  readonly iscustomizediops?: boolean
  readonly storagetype?: string
  readonly provisioningtype?: string
  readonly created?: string
}

const all = { name: 'listDiskOfferings', key: 'diskoffering', map: (wire: DiskOfferingWire) => wire } as const

/** The disk offerings that the account may use, in a location if one is given. */
export function listDiskOfferings(
  driver: HasClient<CloudStackClient>,
  query: { readonly location?: Ref<'location'> | undefined } = {},
  call?: CallOptions,
): Listing<DiskOfferingWire> {
  checkNames('listDiskOfferings', query, ['location'])
  return inZone(clientOf(driver), all, zoneIdOf(query.location), call)
}

/** What a new volume is made of: an offering that lets one choose the size, or else one of just that size. */
export async function offeringFor(
  client: CloudStackClient,
  zone: string,
  sizeGiB: number,
  call: CallOptions,
): Promise<DiskOfferingWire> {
  const offerings = await beforeWrite(inZone(client, all, zone, call).toArray())
  const found =
    offerings.find(({ iscustomized, iscustomizediops }) => iscustomized && !iscustomizediops) ??
    offerings.find(({ iscustomized, disksize }) => !iscustomized && disksize === sizeGiB)
  if (found !== undefined) return found
  const sizes = offerings.map(({ disksize = 0 }) => disksize).toSorted((a, b) => a - b)
  throw invalid(`No disk offering has ${sizeGiB} GiB`, `one of ${sizes.join(', ')}, or native.diskOffering`)
}
