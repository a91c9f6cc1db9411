import { begin, beginDelete, beginInsert } from './changes.ts'
import type { Gce } from './cloud.ts'
import { addDisk, type DiskInput, finishDisk, planDisk, usersOf } from './disk.ts'
import { diskTypeLimits } from './disk-type-catalogue.ts'
import { linkTo, nameIn } from './links.ts'
import { type Operation, type Operations, operation } from './operation.ts'
import { checkQuota } from './quotas.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { inUse, invalidField, requiredField } from './refusal.ts'
import { regionOfScope, type Scope } from './scope.ts'
import { setLabels } from './set-labels.ts'
import { beginSnapshot, type SnapshotInput } from './snapshot.ts'
import { readyTarget, target } from './store.ts'

const insert: Operation = operation<DiskInput>((cloud, call) => {
  const { scope } = call.place
  const { sourceImage = call.query.sourceImage, ...input } = call.body
  checkReplicas(scope, input.replicaZones)
  const plan = planDisk(cloud, scope, {
    ...input,
    ...(sourceImage !== undefined && { sourceImage: String(sourceImage) }),
  })
  const disk = addDisk(cloud, plan)
  return beginInsert(cloud, call, disk, { finish: () => finishDisk(disk) })
})

/** A regional disk is in two zones of its region. */
function checkReplicas(scope: Scope, zones: readonly string[] | undefined): void {
  if (scope.startsWith('zones/')) {
    if (zones) throw invalidField('replicaZones', zones, 'A zonal disk has no replica zones.')
    return
  }
  if (!zones) throw requiredField('replicaZones')
  const region = nameIn(scope)
  const names = new Set(zones.map(nameIn))
  const outside = [...names].find((name) => regionOfScope(`zones/${name}`) !== region)
  if (names.size !== 2 || zones.length !== 2 || outside !== undefined)
    throw invalidField('replicaZones', zones, `Exactly two different zones of ${region} must be specified.`)
}

const remove: Operation = operation((cloud, call) => {
  const disk = target(cloud, call)
  checkFree(disk)
  return beginDelete(cloud, call, disk)
})

/** Throws a `Refusal` while an instance uses the disk. */
export function checkFree(disk: Parameters<typeof usersOf>[0]): void {
  const [user] = usersOf(disk)
  if (user !== undefined) throw inUse('disk', disk.path, user.replace(linkTo(''), ''))
}

const resize: Operation = operation<{ readonly sizeGb?: string | number }>((cloud, call) => {
  const disk = readyTarget(cloud, call)
  const now = Number(disk.wire.sizeGb)
  const sizeGb = Number(call.body.sizeGb ?? 0)
  const type = nameIn(String(disk.wire.type))
  const { most } = diskTypeLimits(type)
  if (sizeGb <= now)
    throw invalidField(
      'sizeGb',
      sizeGb,
      `New disk size '${sizeGb}' must be larger than existing size '${now}'.`,
    )
  if (sizeGb > most) throw invalidField('sizeGb', sizeGb, `Disk size must be at most ${most} GB.`)
  checkQuota(cloud, type === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB', disk.scope, sizeGb - now)
  return begin(cloud, call, disk, {
    type: 'resizeDisk',
    locks: true,
    finish: () => {
      disk.wire.sizeGb = String(sizeGb)
    },
  })
})

const createSnapshot: Operation = operation<SnapshotInput>((cloud: Gce, call) =>
  beginSnapshot(cloud, call, readyTarget(cloud, call), call.body),
)

export const disks: Operations<`compute.${'disks' | 'regionDisks'}.${string}`> = {
  'compute.disks.aggregatedList': listEverywhere('region', 'zone'),
  'compute.disks.createSnapshot': createSnapshot,
  'compute.disks.delete': remove,
  'compute.disks.get': getOne,
  'compute.disks.insert': insert,
  'compute.disks.list': listAll,
  'compute.disks.resize': resize,
  'compute.disks.setLabels': setLabels,
  'compute.regionDisks.createSnapshot': createSnapshot,
  'compute.regionDisks.delete': remove,
  'compute.regionDisks.get': getOne,
  'compute.regionDisks.insert': insert,
  'compute.regionDisks.list': listAll,
  'compute.regionDisks.resize': resize,
  'compute.regionDisks.setLabels': setLabels,
}
