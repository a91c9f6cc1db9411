import type { Gce } from './cloud.ts'
import { accessOf } from './external-address.ts'
import { attachedTo } from './instance-disks.ts'
import type { Wire } from './json.ts'
import { nameIn } from './links.ts'
import { type InstanceStatus, statusOf } from './machinery.ts'
import type { Resource } from './resource.ts'
import { nameOfScope } from './scope.ts'
import { resourcesOf } from './store.ts'
import { timeText } from './time.ts'

export interface InventoryInstance {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly status: InstanceStatus
  readonly machineType: string
  /** RFC 3339. */
  readonly createdAt: string
  /** The machine answers on port 22. */
  readonly booted: boolean
  readonly publicIp?: string
  readonly privateIp?: string
  readonly labels: Readonly<Record<string, string>>
  /** Names of its disks, the boot disk first. */
  readonly disks: readonly string[]
  /** OpenSSH public key lines. */
  readonly hostKeys: readonly string[]
  /** What the serial console has shown so far. */
  readonly console: string
  /** What went wrong when the simulation last switched the machine. */
  readonly problem?: string
  /** What the API keeps of it. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Anything else, by its collection. */
export interface InventoryResource {
  readonly id: string
  readonly name: string
  /** `global`, `regions/...` or `zones/...`. */
  readonly scope: string
  /** What the API keeps of it, beside what all have. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** What exists in the project, whatever the API shows of it at the moment. */
export interface GceInventory {
  readonly instances: readonly InventoryInstance[]
  /** Such as `disks` and `networks`: the project's own, with those that it has from the start. */
  readonly resources: Readonly<Record<string, readonly InventoryResource[]>>
  /** Items of the project's metadata, which every instance sees. */
  readonly metadata: Readonly<Record<string, string>>
  /** Of operations that have not ended. */
  readonly pendingOperations: readonly string[]
}

export function gceInventory(cloud: Gce): GceInventory {
  const own = [...cloud.resources.values()].filter(({ path }) =>
    path.startsWith(`projects/${cloud.project}/`),
  )
  const collections = [...new Set(own.map(({ collection }) => collection))].filter(
    (one) => one !== 'instances',
  )
  return {
    instances: resourcesOf(cloud, 'instances').map((one) => instance(cloud, one)),
    resources: Object.fromEntries(
      collections.map((collection) => [
        collection,
        own
          .filter((one) => one.collection === collection)
          .map((one) => ({ id: one.id, name: one.name, scope: one.scope, fields: fieldsOf(cloud, one) })),
      ]),
    ),
    metadata: itemsOf(cloud.commonMetadata),
    pendingOperations: cloud.operations
      .list()
      .filter(({ endedAt }) => endedAt === undefined)
      .map(({ name }) => name),
  }
}

/** A copy: what becomes of the thing later does not show in it. Groups are told with who is in them. */
function fieldsOf({ groupMembers }: Gce, { wire, path }: Resource): Readonly<Record<string, unknown>> {
  const members = groupMembers.get(path)
  return structuredClone({ ...wire, ...(members && { members: [...members].map(nameIn) }) })
}

const itemsOf = ({ items = [] }: Wire): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (items as readonly { readonly key: string; readonly value?: string }[]).map(({ key, value = '' }) => [
      key,
      value,
    ]),
  )

function instance(cloud: Gce, one: Resource): InventoryInstance {
  const machinery = cloud.machines.get(one.id)
  const server = machinery?.server
  const publicIp = accessOf(one)?.natIP ?? machinery?.ephemeral
  return {
    id: one.id,
    name: one.name,
    zone: nameOfScope(one.scope),
    status: statusOf(cloud, one),
    machineType: nameIn(String(one.wire.machineType)),
    createdAt: timeText(one.createdAt),
    booted: server?.booted ?? false,
    ...(publicIp && { publicIp }),
    ...(server?.privateAddress && { privateIp: server.privateAddress }),
    labels: (one.wire.labels ?? {}) as Readonly<Record<string, string>>,
    disks: attachedTo(one).map(({ source }) => nameIn(source)),
    hostKeys: server?.machine.hostKeys() ?? [],
    console: server?.machine.console() ?? '',
    ...(server?.problem && { problem: server.problem.message }),
    fields: fieldsOf(cloud, one),
  }
}
