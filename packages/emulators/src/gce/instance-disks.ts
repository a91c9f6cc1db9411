import type { OperatingSystem } from '../machines/machine.ts'
import type { Gce } from './cloud.ts'
import { addDisk, type DiskPlan, finishDisk, planDisk, useDisk, usersOf } from './disk.ts'
import type { AttachedDiskInput } from './instance-input.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import { inUse, invalidField, Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { regionOfScope, type Scope } from './scope.ts'
import { referred, removeResource } from './store.ts'

/** A disk that exists, or one to be made, with how an instance is to have it. */
export interface AttachmentPlan {
  readonly disk: Resource | undefined
  readonly made: DiskPlan | undefined
  readonly os: OperatingSystem | undefined
  readonly architecture: string | undefined
  readonly wire: (source: Resource, index: number) => Wire
}

/** Throws a `Refusal` for disks that are missing, used by somebody, or named twice. */
export function planAttachments(
  cloud: Gce,
  zone: Scope,
  instance: string,
  inputs: readonly AttachedDiskInput[] = [],
): readonly AttachmentPlan[] {
  const [boot] = inputs
  if (!boot) throw invalidField('disks', '', 'No disks are specified.')
  if (boot.boot === false)
    throw invalidField('disks[0].boot', 'false', 'The first disk must be the boot disk.')
  const plans = inputs.map((input, index) => {
    if (index > 0 && input.boot)
      throw invalidField(`disks[${index}].boot`, 'true', 'Only the first disk can be a boot disk.')
    const name = index === 0 ? instance : `${instance}-${index}`.slice(-63)
    return planAttachment(cloud, zone, { ...input, boot: index === 0 }, `disks[${index}]`, name)
  })
  const names = plans.flatMap(({ made, disk }) => made?.name ?? disk?.path ?? [])
  if (new Set(names).size < names.length) throw invalidField('disks', '', 'The same disk is given twice.')
  return plans
}

export function planAttachment(
  cloud: Gce,
  zone: Scope,
  input: AttachedDiskInput,
  field: string,
  name: string,
): AttachmentPlan {
  const { source, initializeParams, type, mode = 'READ_WRITE' } = input
  if (type === 'SCRATCH') throw invalidField(`${field}.type`, type, 'Local SSDs are not available here.')
  if ((source === undefined) === (initializeParams === undefined))
    throw invalidField(field, '', 'A disk has either a source or initializeParams.')
  if (source !== undefined) {
    const disk = referred(cloud, `${field}.source`, source, 'disks')
    checkAttachable(cloud, disk, zone, mode, field)
    return {
      disk,
      made: undefined,
      os: disk.os,
      architecture: architectureOf(disk.wire),
      wire: attachedWire(input),
    }
  }
  const { diskName = name, diskSizeGb, diskType, ...rest } = initializeParams ?? {}
  const sizeGb = diskSizeGb ?? input.diskSizeGb
  const made = planDisk(
    cloud,
    zone,
    {
      ...rest,
      name: diskName,
      ...(sizeGb !== undefined && { sizeGb }),
      ...(diskType !== undefined && { type: diskType }),
    },
    `${field}.initializeParams`,
  )
  return {
    disk: undefined,
    made,
    os: made.os,
    architecture: architectureOf(made.wire),
    wire: attachedWire(input),
  }
}

const architectureOf = ({ architecture }: Wire): string | undefined =>
  typeof architecture === 'string' ? architecture : undefined

/** Throws a `Refusal` for a disk of another zone, and for one that is not free for this mode. */
function checkAttachable(cloud: Gce, disk: Resource, zone: Scope, mode: string, field: string): void {
  const near =
    disk.scope === zone ||
    (disk.scope.startsWith('regions/') && regionOfScope(disk.scope) === regionOfScope(zone))
  if (!near)
    throw invalidField(`${field}.source`, linkTo(disk.path), 'Disk must be in the same zone as the instance')
  cloud.operations.checkFree(disk.path)
  const [user] = usersOf(disk)
  if (user === undefined) return
  const shared = [...cloud.resources.values()]
    .filter(({ collection }) => collection === 'instances')
    .every((instance) =>
      attachedTo(instance).every((one) => one.source !== linkTo(disk.path) || one.mode === 'READ_ONLY'),
    )
  if (mode !== 'READ_ONLY' || !shared) throw inUse('disk', disk.path, user.replace(linkTo(''), ''))
}

export interface AttachedDisk extends Wire {
  readonly source: string
  readonly deviceName: string
  autoDelete: boolean
  readonly boot: boolean
  readonly mode: string
  index: number
}

export const attachedTo = ({ wire }: Resource): readonly AttachedDisk[] =>
  (wire.disks ?? []) as readonly AttachedDisk[]

const attachedWire =
  ({
    autoDelete = false,
    boot = false,
    deviceName,
    mode = 'READ_WRITE',
    interface: bus = 'SCSI',
  }: AttachedDiskInput) =>
  (source: Resource, index: number): Wire => ({
    kind: 'compute#attachedDisk',
    type: 'PERSISTENT',
    mode,
    source: linkTo(source.path),
    deviceName: deviceName ?? (boot ? 'persistent-disk-0' : `persistent-disk-${index}`),
    index,
    boot,
    autoDelete,
    interface: bus,
    diskSizeGb: source.wire.sizeGb,
    ...(source.wire.licenses && { licenses: source.wire.licenses }),
    ...(source.wire.guestOsFeatures && { guestOsFeatures: source.wire.guestOsFeatures }),
    ...(source.wire.architecture && { architecture: source.wire.architecture }),
  })

/** Makes the disks that are to be made, and records on all of them that the instance uses them. */
export function attachAll(cloud: Gce, instance: Resource, plans: readonly AttachmentPlan[]): void {
  const first = attachedTo(instance).length
  const attached = plans.map(({ disk, made, wire }, index) => {
    const source = disk ?? (made && addDisk(cloud, made))
    if (!source) throw new Error('An attachment has neither a disk nor a plan for one')
    if (made) finishDisk(source)
    useDisk(cloud, source, linkTo(instance.path), true)
    return wire(source, first + index)
  })
  instance.wire.disks = [...attachedTo(instance), ...attached]
}

/** Lets every disk of an instance go; those that were to be deleted with it are. */
export function releaseDisks(cloud: Gce, instance: Resource): void {
  for (const { source, autoDelete } of attachedTo(instance)) {
    const disk = cloud.resources.get(source.replace(linkTo(''), ''))
    if (!disk) continue
    useDisk(cloud, disk, linkTo(instance.path), false)
    if (autoDelete && usersOf(disk).length === 0) removeResource(cloud, disk)
  }
}

/** The attached disk with this device name. Throws a `Refusal` where the instance has none. */
export function deviceNamed(instance: Resource, deviceName: string): AttachedDisk {
  const found = attachedTo(instance).find((one) => one.deviceName === deviceName)
  if (!found)
    throw new Refusal(
      'invalid',
      `Invalid value for field 'deviceName': '${deviceName}'. No attached disk found with device name '${deviceName}'`,
    )
  return found
}
