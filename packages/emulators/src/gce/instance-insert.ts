import { beginInsert } from './changes.ts'
import type { Gce } from './cloud.ts'
import { closeAccess, interfacesOf, openAccess, useAddress } from './external-address.ts'
import { leaveGroups } from './group-members.ts'
import { guestOf, userDataOf } from './guest-metadata.ts'
import { publicImages } from './image-catalogue.ts'
import { attachAll, releaseDisks } from './instance-disks.ts'
import type { InstanceInput } from './instance-input.ts'
import type { InterfacePlan } from './instance-interfaces.ts'
import { type InstancePlan, planInstance } from './instance-plan.ts'
import type { Json } from './json.ts'
import { linkTo, nameIn } from './links.ts'
import type { Machinery } from './machinery.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { OperationFailure } from './operation-log.ts'
import { Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { regionOfScope, regionScope } from './scope.ts'
import { addResource, resourcesOf } from './store.ts'
import { fromTemplate } from './template-instance.ts'

export const instanceInsert: Operations<'compute.instances.insert'> = {
  'compute.instances.insert': operation<InstanceInput>((cloud, call) =>
    insertInstance(cloud, call, planInstance(cloud, call.place.scope, wholeInput(cloud, call))),
  ),
}

/** With what the template says that the request names. */
function wholeInput(cloud: Gce, { query, place, body }: Call<InstanceInput>): InstanceInput {
  const { sourceInstanceTemplate, sourceMachineImage } = query
  if (sourceMachineImage !== undefined)
    throw new Refusal(
      'invalid',
      "Invalid value for field 'sourceMachineImage': machine images are not available here.",
    )
  return sourceInstanceTemplate === undefined
    ? body
    : fromTemplate(cloud, place.scope, String(sourceInstanceTemplate), body)
}

/** Begins the operation that makes a planned instance, and answers with it. */
export function insertInstance(cloud: Gce, call: Pick<Call, 'route'>, plan: InstancePlan): Json {
  const { zone, name, wire, type } = plan
  const full = isFull(cloud, plan)
  const instance = addResource(cloud, { collection: 'instances', scope: zone, name, wire })
  return beginInsert(cloud, call, instance, {
    ms: cloud.centre.times.pendingMs,
    start: () => {
      if (!full) build(cloud, instance, plan)
    },
    finish: () => {
      if (full) throw poolExhausted(cloud, zone, type.name)
    },
    abort: () => dropInstance(cloud, instance),
  })
}

const poolExhausted = ({ project }: Gce, zone: string, type: string): OperationFailure =>
  new OperationFailure(
    'ZONE_RESOURCE_POOL_EXHAUSTED',
    `The zone 'projects/${project}/${zone}' does not have enough resources available to fulfill the request.  Try a different zone, or try again later. (${type})`,
    503,
  )

/** Whether the zone has no room for one more of the machine type. Instances that are off take none. */
export function isFull(cloud: Gce, { zone, type }: Pick<InstancePlan, 'zone' | 'type'>): boolean {
  const room = cloud.options.capacity?.[type.name]
  if (room === undefined) return false
  const running = resourcesOf(cloud, 'instances', zone).filter(({ id, wire }) => {
    const state = cloud.machines.get(id)?.server.state
    return nameIn(String(wire.machineType)) === type.name && (state === 'pending' || state === 'running')
  })
  return running.length >= room
}

function build(cloud: Gce, instance: Resource, { disks, interfaces }: InstancePlan): void {
  attachAll(cloud, instance, disks)
  instance.wire.networkInterfaces = interfaces.map((one) => one.wire(takeInternal(cloud, one)))
  const machinery = launch(cloud, instance, disks[0]?.os)
  cloud.machines.set(instance.id, machinery)
  openAccess(cloud, instance, machinery)
  const region = regionScope(regionOfScope(instance.scope) ?? '')
  for (const { access } of interfaces) useAddress(cloud, region, access?.natIP, instance)
}

function takeInternal({ ranges }: Gce, { subnetwork, networkIP }: InterfacePlan): string {
  const range = ranges.get(subnetwork.path)
  if (!range) throw new Error(`${subnetwork.path} has no range`)
  if (networkIP === undefined) return range.take()
  range.claim(networkIP)
  return networkIP
}

/** A disk that no image was written to boots what most of the vendor's users boot. */
const fallback = publicImages.find(({ wire }) => wire.family === 'debian-12')?.os

function launch(cloud: Gce, instance: Resource, os: Resource['os']): Machinery {
  const { id, name, wire, scope } = instance
  const [first] = interfacesOf(instance)
  const system = os ?? fallback
  if (!first || !system) throw new Error(`${instance.path} has nothing to boot`)
  const hostname = typeof wire.hostname === 'string' ? wire.hostname : name
  const server = cloud.centre.servers.launch({
    id,
    hostname,
    os: system,
    authorizedKeys: [],
    userData: userDataOf(instance),
    metadata: { id, hostname, zone: nameIn(scope) },
    guest: () => guestOf(cloud, instance),
    privateAddress: first.networkIP,
    publicAddress: false,
  })
  return { server, suspended: false, ephemeral: undefined }
}

/** Lets everything go that an instance holds: disks, addresses. Its machine ends in its own time. */
export function dropInstance(cloud: Gce, instance: Resource): void {
  leaveGroups(cloud, instance)
  const machinery = cloud.machines.get(instance.id)
  if (!machinery) return
  releaseDisks(cloud, instance)
  closeAccess(cloud, machinery)
  const region = regionScope(regionOfScope(instance.scope) ?? '')
  for (const one of interfacesOf(instance)) {
    for (const { natIP } of one.accessConfigs ?? []) useAddress(cloud, region, natIP, undefined)
    cloud.ranges.get(one.subnetwork.replace(linkTo(''), ''))?.giveBack(one.networkIP)
  }
  cloud.machines.delete(instance.id)
}
