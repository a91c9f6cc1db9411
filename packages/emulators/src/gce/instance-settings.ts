import { begin } from './changes.ts'
import type { Gce } from './cloud.ts'
import { checkFingerprint, newFingerprint } from './fingerprint.ts'
import { refreshGuests } from './guest-metadata.ts'
import type { SchedulingInput } from './instance-input.ts'
import { serviceAccountsWire } from './instance-plan.ts'
import type { Json, Wire } from './json.ts'
import { machineTypeLink, resolveMachineType } from './machine-type-reference.ts'
import { statusOf } from './machinery.ts'
import { checkMetadata, type MetadataInput, metadataWire } from './metadata.ts'
import { checkNetworkTags } from './network-tags.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { notReady, Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { schedulingWire } from './scheduling.ts'
import { setLabels } from './set-labels.ts'
import { readyTarget } from './store.ts'

type Settings =
  | 'setDeletionProtection'
  | 'setLabels'
  | 'setMachineType'
  | 'setMetadata'
  | 'setMinCpuPlatform'
  | 'setScheduling'
  | 'setServiceAccount'
  | 'setTags'

export const instanceSettings: Operations<`compute.instances.${Settings}`> = {
  'compute.instances.setLabels': setLabels,

  'compute.instances.setTags': operation<{
    readonly items?: readonly string[]
    readonly fingerprint?: string
  }>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const { items = [], fingerprint } = call.body
    checkNetworkTags(items, 'items')
    checkFingerprint(fingerprint, memberOf(instance.wire.tags, 'fingerprint'), 'tags')
    const tags = { fingerprint: newFingerprint(cloud), ...(items.length > 0 && { items }) }
    return change(cloud, call, instance, { tags })
  }),

  'compute.instances.setMetadata': operation<MetadataInput>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    checkMetadata(call.body)
    checkFingerprint(call.body.fingerprint, memberOf(instance.wire.metadata, 'fingerprint'), 'metadata')
    return begin(cloud, call, instance, {
      start: () => {
        instance.wire.metadata = metadataWire(cloud, call.body)
      },
      finish: () => refreshGuests(cloud, instance),
    })
  }),

  'compute.instances.setMachineType': operation<{ readonly machineType?: string }>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const type = resolveMachineType(instance.scope, call.body.machineType)
    needOff(cloud, instance)
    return change(cloud, call, instance, { machineType: machineTypeLink(cloud, instance.scope, type) })
  }),

  'compute.instances.setMinCpuPlatform': operation<{ readonly minCpuPlatform?: string }>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    needOff(cloud, instance)
    return change(cloud, call, instance, { minCpuPlatform: call.body.minCpuPlatform })
  }),

  'compute.instances.setServiceAccount': operation<{
    readonly email?: string
    readonly scopes?: readonly string[]
  }>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    needOff(cloud, instance)
    const { email, scopes } = call.body
    const serviceAccounts = email
      ? serviceAccountsWire(cloud, [{ email, ...(scopes && { scopes }) }])
      : undefined
    return change(cloud, call, instance, { serviceAccounts })
  }),

  'compute.instances.setScheduling': operation<SchedulingInput>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const before = instance.wire.scheduling as SchedulingInput
    return change(cloud, call, instance, { scheduling: schedulingWire({ ...before, ...call.body }) })
  }),

  'compute.instances.setDeletionProtection': operation((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const { deletionProtection = true } = call.query
    return change(cloud, call, instance, { deletionProtection: deletionProtection === true })
  }),
}

const memberOf = (wire: Json, name: string): unknown => (wire as Wire | undefined)?.[name]

/** Begins an operation that puts these members in place at once. */
const change = (cloud: Gce, call: Pick<Call, 'route'>, instance: Resource, members: Wire): Json =>
  begin(cloud, call, instance, {
    start: () => {
      Object.assign(instance.wire, members, { fingerprint: newFingerprint(cloud) })
    },
  })

/** Throws a `Refusal` while the instance is on. */
function needOff(cloud: Gce, instance: Resource): void {
  const status = statusOf(cloud, instance)
  if (status === 'TERMINATED') return
  if (status !== 'RUNNING') throw notReady(instance.path)
  throw new Refusal(
    'invalid',
    `Invalid resource usage: 'The instance must be stopped for this change: ${instance.path}'.`,
  )
}
