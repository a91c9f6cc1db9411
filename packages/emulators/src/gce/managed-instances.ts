import type { Gce } from './cloud.ts'
import { addMembers, membersOf, removeMembers } from './group-members.ts'
import { insertInstance } from './instance-insert.ts'
import { planInstance } from './instance-plan.ts'
import { deleteInstance } from './instances.ts'
import { linkTo } from './links.ts'
import type { Call } from './operation.ts'
import { Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { existingAt } from './store.ts'
import { fromTemplate } from './template-instance.ts'

export const groupOf = (cloud: Gce, manager: Resource): Resource =>
  existingAt(cloud, manager.path.replace('/instanceGroupManagers/', '/instanceGroups/'))

export const managedBy = (cloud: Gce, manager: Resource): readonly Resource[] =>
  membersOf(cloud, groupOf(cloud, manager))

type Cause = Pick<Call, 'route'>

/** Makes the instances that are missing, and deletes the newest of those that are too many. */
export function reconcile(cloud: Gce, call: Cause, manager: Resource): void {
  const wanted = Number(manager.wire.targetSize ?? 0)
  const present = managedBy(cloud, manager)
  for (let count = present.length; count < wanted; count += 1) {
    if (!make(cloud, call, manager)) return
  }
  discard(cloud, call, manager, present.slice(wanted))
}

/** Deletes instances of a group: they are members no longer at once, and gone when their machines have ended. */
export function discard(cloud: Gce, call: Cause, manager: Resource, instances: readonly Resource[]): void {
  removeMembers(cloud, groupOf(cloud, manager), instances)
  for (const instance of instances) deleteInstance(cloud, call, instance)
}

/** Makes an instance by the manager's template. What refuses it, such as a quota, is kept as the manager's trouble. */
function make(cloud: Gce, call: Cause, manager: Resource): boolean {
  const { scope, wire } = manager
  const name = `${wire.baseInstanceName}-${cloud.centre.random.hex(4)}`
  try {
    const input = fromTemplate(cloud, scope, String(wire.instanceTemplate), { name })
    insertInstance(cloud, call, planInstance(cloud, scope, input))
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
  const instance = existingAt(cloud, `${manager.path.split('/instanceGroupManagers/')[0]}/instances/${name}`)
  addMembers(cloud, groupOf(cloud, manager), [instance])
  for (const link of (wire.targetPools ?? []) as readonly string[]) joinPool(cloud, link, instance)
  return true
}

function joinPool(cloud: Gce, link: string, instance: Resource): void {
  const pool = cloud.resources.get(link.replace(linkTo(''), ''))
  if (!pool) return
  pool.wire.instances = [...((pool.wire.instances ?? []) as readonly string[]), linkTo(instance.path)]
}
