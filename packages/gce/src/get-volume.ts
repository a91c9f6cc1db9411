import type { CallOptions, Ref } from '@cloud/core'
import { type GceClient, read } from './client.ts'
import { type Place, pathOfPlace, placeOf } from './ids.ts'
import { inPlace } from './lookups.ts'
import type { DiskWire } from './volumes-wire.ts'

export const placeOfVolume = (volume: Ref<'volume'>): Place => placeOf('volume', volume, 'volume')

export const diskPath = (place: Place): readonly string[] => pathOfPlace(place, 'disks')

/** The methods of disks are two families: those of a zone, and those that are in two zones of a region. */
export const diskMethod = ({ scope }: Pick<Place, 'scope'>, method: string): string =>
  `compute.${scope === 'zones' ? 'disks' : 'regionDisks'}.${method}`

/** https://cloud.google.com/compute/docs/reference/rest/v1/disks/get */
export function getDisk(client: GceClient, place: Place, call: CallOptions): Promise<DiskWire> {
  const request = { name: diskMethod(place, 'get'), path: diskPath(place) }
  return inPlace(client, place, read<DiskWire>(client, request, call), call)
}
