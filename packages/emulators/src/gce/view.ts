import type { Gce } from './cloud.ts'
import { groupWire } from './group-wire.ts'
import { instanceWire } from './instance-wire.ts'
import type { Wire } from './json.ts'
import { managerWire } from './manager-wire.ts'
import { networkWire } from './network-wire.ts'
import { commonWire, type Resource } from './resource.ts'

type View = (cloud: Gce, resource: Resource) => Wire

/** What collections show beside what they keep. */
const views: Readonly<Record<string, View>> = {
  instanceGroupManagers: managerWire,
  instanceGroups: groupWire,
  instances: instanceWire,
  networks: networkWire,
}

/** A resource as the API shows it. */
export function shown(cloud: Gce, resource: Resource): Wire {
  const view = views[resource.collection]
  return { ...commonWire(resource), ...resource.wire, ...view?.(cloud, resource) }
}
