import type { CloudStack } from './cloud.ts'
import { foundVisible } from './found.ts'
import type { OsType } from './os-types.ts'
import { invalid } from './refusal.ts'
import type { Zone } from './zones.ts'

/** The image of a disc, of the account's own. */
export interface Iso {
  readonly id: string
  readonly name: string
  readonly displayText: string
  readonly osType: OsType | undefined
  readonly bootable: boolean
  readonly public: boolean
  readonly extractable: boolean
  readonly url: string
  readonly checksum: string | undefined
  readonly sizeBytes: number
  /** By zone. */
  readonly copies: Map<string, 'ready' | 'downloading'>
  readonly createdAt: number
  readonly projectId: string | undefined
}

export const existingIso = (cloud: CloudStack, parameter: string, id: string | undefined): Iso =>
  foundVisible(cloud, cloud.isos, parameter, id)

/** Throws a `Refusal` for one that a machine of the zone cannot be given now. */
export function checkInZone({ id, copies }: Iso, zone: Zone): void {
  if (copies.get(zone.id) !== 'ready') throw invalid(`ISO ${id} is not available in the zone the VM is in.`)
}
