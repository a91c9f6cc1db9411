import type { Scope } from './scope.ts'

export interface DiskType {
  readonly name: string
  readonly id: string
  readonly description: string
  /** Gigabytes. */
  readonly least: number
  readonly most: number
  readonly defaultGb: number
  readonly regional: boolean
}

/** Name, description, sizes from and to in gigabytes, the default one, and whether there is a regional one. */
const rows: readonly (readonly [string, string, number, number, number, boolean])[] = [
  ['pd-standard', 'Standard Persistent Disk', 10, 65_536, 500, true],
  ['pd-balanced', 'Balanced Persistent Disk', 10, 65_536, 100, true],
  ['pd-ssd', 'SSD Persistent Disk', 10, 65_536, 100, true],
  ['pd-extreme', 'Extreme Persistent Disk', 500, 65_536, 1_000, false],
  ['hyperdisk-balanced', 'Hyperdisk Balanced', 4, 65_536, 100, false],
  ['hyperdisk-throughput', 'Hyperdisk Throughput', 2_048, 32_768, 2_048, false],
  ['hyperdisk-extreme', 'Hyperdisk Extreme', 64, 65_536, 1_000, false],
]

export const diskTypes: readonly DiskType[] = rows.map(
  ([name, description, least, most, defaultGb, regional], index) => ({
    name,
    id: String(30_001 + index),
    description,
    least,
    most,
    defaultGb,
    regional,
  }),
)

export const isDiskType = (name: string, scope: Scope): boolean =>
  diskTypes.some((type) => type.name === name && (type.regional || scope.startsWith('zones/')))

/** Some types are documented from 10 GB on, and a disk of one is made for less all the same. */
export const diskTypeLimits = (name: string): { readonly least: number; readonly most: number } => {
  const type = diskTypes.find((one) => one.name === name)
  const { least, most } = type ?? { least: 1, most: 65_536 }
  return {
    least: name === 'pd-extreme' || name.startsWith('hyperdisk') ? least : name === 'pd-standard' ? 1 : 10,
    most,
  }
}
