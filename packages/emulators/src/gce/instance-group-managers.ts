import { begin } from './changes.ts'
import type { Gce } from './cloud.ts'
import { newFingerprint } from './fingerprint.ts'
import { removeMembers } from './group-members.ts'
import type { Json, Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, setterOf } from './kind.ts'
import { linkTo, pathIn } from './links.ts'
import { statusOf } from './machinery.ts'
import { discard, groupOf, managedBy, reconcile } from './managed-instances.ts'
import { type Call, type Operation, type Operations, operation } from './operation.ts'
import { pageOf } from './paging.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { inUse, invalidField } from './refusal.ts'
import type { Resource } from './resource.ts'
import { addResource, checkName, checkNew, readyTarget, removeResource, resourcesOf } from './store.ts'

const kind: Kind = {
  collection: 'instanceGroupManagers',
  required: ['instanceTemplate', 'targetSize'],
  links: {
    instanceTemplate: ['instanceTemplates'],
    targetPools: ['targetPools'],
    'autoHealingPolicies.healthCheck': ['healthChecks', 'httpHealthChecks'],
  },
  defaults: (_cloud, body) => ({
    baseInstanceName: String(body.name ?? '').slice(0, 54),
    updatePolicy: {
      type: 'OPPORTUNISTIC',
      minimalAction: 'REPLACE',
      maxSurge: { fixed: 1, calculated: 1 },
      maxUnavailable: { fixed: 1, calculated: 1 },
    },
    listManagedInstancesResults: 'PAGELESS',
  }),
  check: (_cloud, wire) => {
    checkName(String(wire.baseInstanceName), 'baseInstanceName')
    checkSize(Number(wire.targetSize))
  },
  checkDelete: (cloud, manager) => {
    const scaler = resourcesOf(cloud, 'autoscalers').find(({ wire }) => wire.target === linkTo(manager.path))
    if (scaler) throw inUse('instance_group_manager', manager.path, scaler.path)
    const group = linkTo(groupOf(cloud, manager).path)
    const service = resourcesOf(cloud, 'backendServices').find(({ wire }) =>
      JSON.stringify(wire.backends ?? []).includes(`"${group}"`),
    )
    if (service) throw inUse('instance_group_manager', manager.path, service.path)
  },
}

function checkSize(size: number): void {
  if (size < 0 || size > 1_000) throw invalidField('targetSize', size, 'Must be between 0 and 1000.')
}

const insertManager = insertOf(kind)

/** A manager's own instance group has its name; instances come while the operation runs, and after it. */
const insert: Operation = (cloud, call) => {
  const body = call.body as Wire | undefined
  checkNew(
    cloud,
    call.place.scope,
    'instanceGroups',
    body?.name === undefined ? undefined : String(body.name),
  )
  const answer = insertManager(cloud, call)
  const { scope } = call.place
  const name = String(body?.name)
  const group = addResource(cloud, {
    collection: 'instanceGroups',
    scope,
    name,
    wire: {
      fingerprint: newFingerprint(cloud),
      description: 'This instance group is controlled by an instance group manager.',
    },
  })
  group.ready = true
  const manager = resourcesOf(cloud, 'instanceGroupManagers', scope).find((one) => one.name === name)
  if (manager) reconcile(cloud, call, manager)
  return answer
}

const remove: Operation = (cloud, call) => {
  const manager = readyTarget(cloud, call)
  const answer = deleteOf(kind)(cloud, call)
  const group = groupOf(cloud, manager)
  discard(cloud, call, manager, managedBy(cloud, manager))
  removeResource(cloud, group)
  return answer
}

interface InstancesInput {
  readonly instances?: readonly string[]
}

/** The instances named, which must be the manager's. */
function chosen(cloud: Gce, manager: Resource, { instances = [] }: InstancesInput): readonly Resource[] {
  const own = managedBy(cloud, manager)
  return instances.map((link, index) => {
    // One that is still being made is the manager's already.
    const found = own.find(({ path }) => path === pathIn(link, cloud.project))
    if (!found)
      throw invalidField(`instances[${index}]`, link, `The instance is not managed by '${manager.path}'.`)
    return found
  })
}

/** Begins an operation on some of the manager's instances; `change` takes effect at once. */
const onInstances = (
  change: (cloud: Gce, call: Call, manager: Resource, instances: readonly Resource[]) => void,
): Operation =>
  operation<InstancesInput>((cloud, call) => {
    const manager = readyTarget(cloud, call)
    const instances = chosen(cloud, manager, call.body)
    return begin(cloud, call, manager, { start: () => change(cloud, call, manager, instances) })
  })

const shrink = (manager: Resource, by: number): void => {
  manager.wire.targetSize = Number(manager.wire.targetSize) - by
}

const listManaged: Operation = operation((cloud, call): Json => {
  const manager = readyTarget(cloud, call)
  const version = { instanceTemplate: manager.wire.instanceTemplate }
  const all = managedBy(cloud, manager).map((one) => {
    const status = statusOf(cloud, one)
    const wire: Wire = {
      instance: linkTo(one.path),
      id: one.id,
      name: one.name,
      instanceStatus: status,
      currentAction: status === 'RUNNING' ? 'NONE' : 'CREATING',
      version,
    }
    return { scope: one.scope, wire }
  })
  const { shown, nextPageToken } = pageOf(cloud, call, all)
  return {
    ...(shown.length > 0 && { managedInstances: shown.map(({ wire }) => wire) }),
    ...(nextPageToken && { nextPageToken }),
  }
})

/** Sets how many instances there are, and brings the group there. */
export function setSize(cloud: Gce, call: Pick<Call, 'route'>, manager: Resource, size: number): void {
  manager.wire.targetSize = size
  reconcile(cloud, call, manager)
}

export const instanceGroupManagers: Operations<`compute.instanceGroupManagers.${string}`> = {
  'compute.instanceGroupManagers.aggregatedList': listEverywhere('zone'),
  'compute.instanceGroupManagers.delete': remove,
  'compute.instanceGroupManagers.get': getOne,
  'compute.instanceGroupManagers.insert': insert,
  'compute.instanceGroupManagers.list': listAll,
  'compute.instanceGroupManagers.listManagedInstances': listManaged,
  'compute.instanceGroupManagers.patch': (cloud, call) => {
    const answer = patchOf(kind)(cloud, call)
    reconcile(cloud, call, readyTarget(cloud, call))
    return answer
  },
  'compute.instanceGroupManagers.setInstanceTemplate': setterOf(kind, ({ instanceTemplate }) => ({
    instanceTemplate,
  })),
  'compute.instanceGroupManagers.setTargetPools': setterOf(kind, ({ targetPools }) => ({ targetPools })),

  'compute.instanceGroupManagers.abandonInstances': onInstances((cloud, _call, manager, instances) => {
    shrink(manager, instances.length)
    removeMembers(cloud, groupOf(cloud, manager), instances)
  }),

  'compute.instanceGroupManagers.deleteInstances': onInstances((cloud, call, manager, instances) => {
    shrink(manager, instances.length)
    discard(cloud, call, manager, instances)
  }),

  'compute.instanceGroupManagers.recreateInstances': onInstances((cloud, call, manager, instances) => {
    discard(cloud, call, manager, instances)
    reconcile(cloud, call, manager)
  }),

  'compute.instanceGroupManagers.resize': operation((cloud, call) => {
    const manager = readyTarget(cloud, call)
    const size = Number(call.query.size ?? 0)
    checkSize(size)
    return begin(cloud, call, manager, { start: () => setSize(cloud, call, manager, size) })
  }),
}
