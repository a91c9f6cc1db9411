import { begin, beginDelete } from './changes.ts'
import type { Gce } from './cloud.ts'
import { closeAccess, openAccess } from './external-address.ts'
import { dropInstance, isFull } from './instance-insert.ts'
import type { Json } from './json.ts'
import { nameIn } from './links.ts'
import { typeNamed } from './machine-type-reference.ts'
import { type InstanceStatus, machineryOf, statusOf } from './machinery.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { OperationFailure } from './operation-log.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { notReady, Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { readyTarget, target } from './store.ts'

type Instances =
  | 'aggregatedList'
  | 'delete'
  | 'get'
  | 'list'
  | 'reset'
  | 'resume'
  | 'start'
  | 'stop'
  | 'suspend'

export const instances: Operations<`compute.instances.${Instances}`> = {
  'compute.instances.get': getOne,
  'compute.instances.list': listAll,
  'compute.instances.aggregatedList': listEverywhere('zone'),

  'compute.instances.delete': operation((cloud, call) => {
    const instance = target(cloud, call)
    if (instance.wire.deletionProtection === true)
      throw new Refusal(
        'invalid',
        "Invalid value for field 'resource.deletionProtection': 'true'. Resource cannot be deleted if it's protected against deletion.",
      )
    return deleteInstance(cloud, call, instance)
  }),

  'compute.instances.reset': operation((cloud, call) => {
    const instance = readyTarget(cloud, call)
    needStatus(cloud, instance, 'RUNNING')
    const { times, servers } = cloud.centre
    return begin(cloud, call, instance, {
      ms: times.rebootMs,
      start: () => servers.reboot(machineryOf(cloud, instance).server),
    })
  }),

  'compute.instances.start': operation((cloud, call) => startInstance(cloud, call, 'TERMINATED')),

  'compute.instances.resume': operation((cloud, call) => startInstance(cloud, call, 'SUSPENDED')),

  'compute.instances.suspend': operation((cloud, call) => {
    const instance = readyTarget(cloud, call)
    needStatus(cloud, instance, 'RUNNING')
    return stopInstance(cloud, call, instance, true)
  }),

  'compute.instances.stop': operation((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const status = statusOf(cloud, instance)
    // What is off already stays off, and the operation succeeds.
    if (status === 'TERMINATED') return begin(cloud, call, instance)
    if (status !== 'SUSPENDED') needStatus(cloud, instance, 'RUNNING')
    return stopInstance(cloud, call, instance, false)
  }),
}

export function deleteInstance(cloud: Gce, call: Pick<Call, 'route'>, instance: Resource): Json {
  return beginDelete(cloud, call, instance, {
    ms: cloud.centre.times.terminatingMs,
    start: () => {
      const machinery = cloud.machines.get(instance.id)
      if (machinery) cloud.centre.servers.terminate(machinery.server)
    },
    finish: () => dropInstance(cloud, instance),
  })
}

/** Throws a `Refusal` where the instance is in another state. */
export function needStatus(cloud: Gce, instance: Resource, wanted: InstanceStatus): void {
  if (statusOf(cloud, instance) !== wanted) throw notReady(instance.path)
  cloud.operations.checkFree(instance.path)
}

/** Off; with `suspended` its memory is kept, and it is resumed in place of started. */
export function stopInstance(
  cloud: Gce,
  call: Pick<Call, 'route'>,
  instance: Resource,
  suspended: boolean,
): Json {
  const { times, servers } = cloud.centre
  return begin(cloud, call, instance, {
    ms: times.stoppingMs,
    locks: true,
    start: () => {
      const machinery = machineryOf(cloud, instance)
      machinery.suspended = suspended
      if (machinery.server.state === 'running') servers.stop(machinery.server)
    },
    finish: () => closeAccess(cloud, machineryOf(cloud, instance)),
  })
}

/** On, from the state that the request is for; one that runs already runs on, and the operation succeeds. */
export function startInstance(cloud: Gce, call: Call, from: 'TERMINATED' | 'SUSPENDED'): Json {
  const instance = readyTarget(cloud, call)
  if (statusOf(cloud, instance) === 'RUNNING') return begin(cloud, call, instance)
  needStatus(cloud, instance, from)
  const { times, servers } = cloud.centre
  const type = typeNamed(instance.scope, nameIn(String(instance.wire.machineType)))
  const full = isFull(cloud, { zone: instance.scope, type })
  return begin(cloud, call, instance, {
    ms: times.pendingMs,
    locks: true,
    start: () => {
      if (full) return
      const machinery = machineryOf(cloud, instance)
      machinery.suspended = false
      servers.start(machinery.server)
      openAccess(cloud, instance, machinery)
    },
    finish: () => {
      if (!full) return
      throw new OperationFailure(
        'ZONE_RESOURCE_POOL_EXHAUSTED',
        `The zone 'projects/${cloud.project}/${instance.scope}' does not have enough resources available to fulfill the request.  Try a different zone, or try again later.`,
        503,
      )
    },
  })
}
