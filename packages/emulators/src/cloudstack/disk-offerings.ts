import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { found } from './found.ts'
import { answerList, type ListInput, named } from './listing.ts'

export interface DiskOffering {
  readonly id: string
  readonly name: string
  /** Whoever makes a volume of a custom offering says its size. */
  readonly sizeGiB: number | undefined
}

/** The ids of the disk offerings, the same in every run. */
export const cloudstackDiskOfferings = {
  small: '2d8c1b4f-7e3a-4f9b-8c60-5a1e9d3b7c21',
  medium: '6e4f0a92-8b5d-4c2e-a1f7-3d7c0b9e8a22',
  large: 'b17d3e58-0c9f-4a6b-95d8-6f2a4c1e0d23',
  custom: 'f93a6c07-5d1e-4b8c-87e2-9b0d3f6a5c24',
} as const

export const diskOfferings: readonly DiskOffering[] = [
  { id: cloudstackDiskOfferings.small, name: 'Small', sizeGiB: 5 },
  { id: cloudstackDiskOfferings.medium, name: 'Medium', sizeGiB: 20 },
  { id: cloudstackDiskOfferings.large, name: 'Large', sizeGiB: 100 },
  { id: cloudstackDiskOfferings.custom, name: 'Custom', sizeGiB: undefined },
]

const byId = new Map(diskOfferings.map((offering) => [offering.id, offering]))

export const existingDiskOffering = (id: string | undefined): DiskOffering =>
  found(byId, 'diskofferingid', id)

export const diskOfferingCommands: Commands<'listDiskOfferings'> = {
  listDiskOfferings: now<ListInput>('id name zoneid', (cloud: CloudStack, input, call) =>
    answerList(cloud, call, 'diskoffering', named(cloud, input, diskOfferings), diskOfferingWire),
  ),
}

const createdAt = Date.parse('2024-03-05T09:30:00Z')

const diskOfferingWire = ({ id, name, sizeGiB }: DiskOffering) => ({
  id,
  name,
  displaytext: sizeGiB === undefined ? 'Custom Disk' : `${name} Disk, ${sizeGiB} GB`,
  disksize: sizeGiB ?? 0,
  iscustomized: sizeGiB === undefined,
  created: timeText(createdAt),
  displayoffering: true,
  storagetype: 'shared',
  provisioningtype: 'thin',
  disksizestrictness: false,
  state: 'Active',
  hasannotations: false,
})
