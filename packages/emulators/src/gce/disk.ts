import type { OperatingSystem } from '../machines/machine.ts'
import type { Gce } from './cloud.ts'
import { diskTypeLimits, isDiskType } from './disk-type-catalogue.ts'
import { newFingerprint } from './fingerprint.ts'
import { resolveImage } from './image-reference.ts'
import type { Wire } from './json.ts'
import { checkLabels, type Labels } from './labels.ts'
import { linkTo, nameIn } from './links.ts'
import { checkQuota } from './quotas.ts'
import { invalidField } from './refusal.ts'
import type { Resource } from './resource.ts'
import type { Scope } from './scope.ts'
import { addResource, checkNew, referred } from './store.ts'
import { timeText } from './time.ts'

/** What a disk is made of, whoever makes it. */
export interface DiskInput {
  readonly name?: string
  readonly description?: string
  readonly sizeGb?: string | number
  readonly type?: string
  readonly sourceImage?: string
  readonly sourceSnapshot?: string
  readonly sourceDisk?: string
  readonly labels?: Labels
  readonly physicalBlockSizeBytes?: string | number
  readonly replicaZones?: readonly string[]
  readonly provisionedIops?: string | number
  readonly provisionedThroughput?: string | number
  readonly resourcePolicies?: readonly string[]
  readonly licenses?: readonly string[]
  readonly architecture?: string
}

export interface DiskPlan {
  readonly scope: Scope
  readonly name: string
  readonly wire: Wire
  readonly os: OperatingSystem | undefined
}

const defaultGb = 500

/** Everything that a disk names, found and fitting together. Throws a `Refusal` for the first that is not; `field` leads to the disk. */
export function planDisk(cloud: Gce, scope: Scope, input: DiskInput, field = ''): DiskPlan {
  const at = (member: string) => (field ? `${field}.${member}` : member)
  const name = checkNew(cloud, scope, 'disks', input.name)
  checkLabels(input.labels)
  const type = typeOf(input.type, scope, at('type'))
  const source = sourceOf(cloud, input, at)
  const leastGb = Number(source?.wire.diskSizeGb ?? source?.wire.sizeGb ?? 0)
  const sizeGb = Number(input.sizeGb ?? (leastGb || defaultGb))
  const { least, most } = diskTypeLimits(type)
  if (sizeGb < Math.max(least, 1) || sizeGb > most)
    throw invalidField(
      at('sizeGb'),
      sizeGb,
      `Disk size must be between ${Math.max(least, 1)} GB and ${most} GB.`,
    )
  if (sizeGb < leastGb) {
    const noun = source?.collection === 'images' ? 'image' : 'source'
    throw invalidField(
      at('sizeGb'),
      sizeGb,
      `Requested disk size cannot be smaller than the ${noun} size (${leastGb} GB)`,
    )
  }
  checkQuota(cloud, type === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB', scope, sizeGb)
  return { scope, name, os: source?.os, wire: diskWire(cloud, { scope, type, sizeGb, source }, input) }
}

function diskWire(
  cloud: Gce,
  plan: {
    readonly scope: Scope
    readonly type: string
    readonly sizeGb: number
    readonly source: Resource | undefined
  },
  input: DiskInput,
): Wire {
  const { scope, type, sizeGb, source } = plan
  const architecture = input.architecture ?? source?.wire.architecture
  return {
    sizeGb: String(sizeGb),
    status: 'CREATING',
    type: linkTo(`projects/${cloud.project}/${scope}/diskTypes/${type}`),
    physicalBlockSizeBytes: String(input.physicalBlockSizeBytes ?? 4_096),
    ...(input.description !== undefined && { description: input.description }),
    ...sourceWire(source),
    ...(source?.wire.licenses && { licenses: source.wire.licenses }),
    ...(source?.wire.guestOsFeatures && { guestOsFeatures: source.wire.guestOsFeatures }),
    ...(architecture && { architecture }),
    ...(input.replicaZones && {
      replicaZones: input.replicaZones.map((zone) =>
        linkTo(`projects/${cloud.project}/zones/${nameIn(zone)}`),
      ),
    }),
    ...(input.provisionedIops !== undefined && { provisionedIops: String(input.provisionedIops) }),
    ...(input.provisionedThroughput !== undefined && {
      provisionedThroughput: String(input.provisionedThroughput),
    }),
    ...(input.labels && Object.keys(input.labels).length > 0 && { labels: input.labels }),
    labelFingerprint: newFingerprint(cloud),
  }
}

const sourceFields: Readonly<Record<string, string>> = {
  images: 'sourceImage',
  snapshots: 'sourceSnapshot',
  disks: 'sourceDisk',
}

/** `sourceImage` and `sourceImageId`, or what it is made of else. */
export function sourceWire(source: Resource | undefined): Wire {
  const field = source && sourceFields[source.collection]
  return source && field ? { [field]: linkTo(source.path), [`${field}Id`]: source.id } : {}
}

function sourceOf(cloud: Gce, input: DiskInput, at: (member: string) => string): Resource | undefined {
  const { sourceImage, sourceSnapshot, sourceDisk } = input
  const given = [sourceImage, sourceSnapshot, sourceDisk].filter((one) => one !== undefined)
  if (given.length > 1)
    throw invalidField(at('sourceImage'), sourceImage ?? '', 'A disk is made of one source at most.')
  if (sourceImage !== undefined) return resolveImage(cloud, at('sourceImage'), sourceImage)
  if (sourceSnapshot !== undefined) return referred(cloud, at('sourceSnapshot'), sourceSnapshot, 'snapshots')
  return sourceDisk === undefined ? undefined : referred(cloud, at('sourceDisk'), sourceDisk, 'disks')
}

function typeOf(link: string | undefined, scope: Scope, field: string): string {
  if (link === undefined) return 'pd-standard'
  const name = nameIn(link)
  const place = /((?:zones|regions)\/[^/]+)\/diskTypes\/[^/]+$/.exec(link)?.[1]
  if (!isDiskType(name, scope) || (place !== undefined && place !== scope))
    throw invalidField(field, link, 'The referenced diskType resource cannot be found.')
  return name
}

/** Adds a planned disk; it is CREATING until `finishDisk`. */
export const addDisk = (cloud: Gce, { scope, name, wire, os }: DiskPlan): Resource =>
  addResource(cloud, { collection: 'disks', scope, name, wire, os })

export function finishDisk(disk: Resource): void {
  disk.wire.status = 'READY'
  disk.ready = true
}

export const usersOf = ({ wire }: Resource): readonly string[] => (wire.users ?? []) as readonly string[]

/** Records that an instance, by its link, uses a disk, or uses it no longer. */
export function useDisk(cloud: Gce, disk: Resource, user: string, uses: boolean): void {
  const others = usersOf(disk).filter((one) => one !== user)
  const users = uses ? [...others, user] : others
  disk.wire.users = users.length > 0 ? users : undefined
  disk.wire[uses ? 'lastAttachTimestamp' : 'lastDetachTimestamp'] = timeText(cloud.centre.clock.now())
}
