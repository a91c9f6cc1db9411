import type { Gce } from './cloud.ts'
import { membersOf } from './group-members.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import { statusOf } from './machinery.ts'
import type { Resource } from './resource.ts'

/** What a manager shows beside what it keeps: its group, and what its instances are doing. */
export function managerWire(cloud: Gce, manager: Resource): Wire {
  const path = manager.path.replace('/instanceGroupManagers/', '/instanceGroups/')
  const members = membersOf(cloud, { path })
  const creating = members.filter((one) => statusOf(cloud, one) !== 'RUNNING').length
  const missing = Math.max(0, Number(manager.wire.targetSize ?? 0) - members.length)
  return {
    instanceGroup: linkTo(path),
    currentActions: {
      none: members.length - creating,
      creating,
      creatingWithoutRetries: 0,
      recreating: 0,
      deleting: 0,
      abandoning: 0,
      restarting: 0,
      refreshing: 0,
      verifying: 0,
    },
    status: {
      isStable: creating + missing === 0,
      versionTarget: { isReached: true },
      stateful: { hasStatefulConfig: false },
    },
  }
}
