import { beginDelete } from './changes.ts'
import { getIamPolicy, setIamPolicy } from './iam-policy.ts'
import { type Operations, operation } from './operation.ts'
import { getOne, listAll } from './reads.ts'
import { setLabels } from './set-labels.ts'
import { beginSnapshot, type SnapshotInput } from './snapshot.ts'
import { readyTarget, referred } from './store.ts'

export const snapshots: Operations<`compute.snapshots.${string}`> = {
  'compute.snapshots.delete': operation((cloud, call) => beginDelete(cloud, call, readyTarget(cloud, call))),
  'compute.snapshots.get': getOne,
  'compute.snapshots.getIamPolicy': getIamPolicy,

  'compute.snapshots.insert': operation<SnapshotInput>((cloud, call) =>
    beginSnapshot(cloud, call, referred(cloud, 'sourceDisk', call.body.sourceDisk, 'disks'), call.body),
  ),

  'compute.snapshots.list': listAll,
  'compute.snapshots.setIamPolicy': setIamPolicy,
  'compute.snapshots.setLabels': setLabels,
}
