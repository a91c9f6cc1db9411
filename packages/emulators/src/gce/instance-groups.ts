import { begin } from './changes.ts'
import type { Gce } from './cloud.ts'
import { interfacesOf } from './external-address.ts'
import { newFingerprint } from './fingerprint.ts'
import { addMembers, membersOf, removeMembers } from './group-members.ts'
import type { Json, Wire } from './json.ts'
import { deleteOf, insertOf, type Kind } from './kind.ts'
import { linkTo } from './links.ts'
import { list } from './listing.ts'
import { statusOf } from './machinery.ts'
import { type Operations, operation } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { inUse, invalidField, Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { readyTarget, referred } from './store.ts'
import { checkUnused } from './usage.ts'

const kind: Kind = {
  collection: 'instanceGroups',
  links: { network: ['networks'], subnetwork: ['subnetworks'] },
  fingerprint: true,
  check: (_cloud, wire) => checkPorts((wire.namedPorts ?? []) as readonly Wire[]),
  gone: ({ groupMembers }, { path }) => {
    groupMembers.delete(path)
  },
  checkDelete: (cloud, group) => {
    const manager = cloud.resources.get(group.path.replace('/instanceGroups/', '/instanceGroupManagers/'))
    if (manager) throw inUse('instance_group', group.path, manager.path)
    checkUnused(cloud, group)
  },
}

function checkPorts(ports: readonly Wire[]): void {
  for (const [index, { name = '', port = 0 }] of ports.entries()) {
    if (!/^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(String(name)))
      throw invalidField(
        `namedPorts[${index}].name`,
        name,
        'Must be a name of lower-case letters, digits and dashes.',
      )
    if (Number(port) < 1 || Number(port) > 65_535)
      throw invalidField(`namedPorts[${index}].port`, port, 'Must be between 1 and 65535.')
  }
}

interface MembersInput {
  readonly instances?: readonly { readonly instance?: string }[]
}

const named = (cloud: Gce, { instances = [] }: MembersInput): readonly Resource[] =>
  instances.map(({ instance }, index) =>
    referred(cloud, `instances[${index}].instance`, instance, 'instances'),
  )

/** Throws a `Refusal` for an instance of another zone or network, or that is a member. */
function checkJoins(cloud: Gce, group: Resource, instance: Resource): void {
  const link = linkTo(instance.path)
  if (instance.scope !== group.scope)
    throw invalidField('instances', link, 'The instance is in another zone than the group.')
  if (membersOf(cloud, group).includes(instance))
    throw new Refusal(
      'invalid',
      `Invalid value for field 'resource.instances': '${link}'. The instance is already a member of '${group.path}'.`,
    )
  const network = interfacesOf(instance)[0]?.network
  if (group.wire.network !== undefined && group.wire.network !== network)
    throw invalidField('instances', link, 'The instance is in another network than the group.')
}

export const instanceGroups: Operations<`compute.instanceGroups.${string}`> = {
  'compute.instanceGroups.aggregatedList': listEverywhere('zone'),
  'compute.instanceGroups.delete': deleteOf(kind),
  'compute.instanceGroups.get': getOne,
  'compute.instanceGroups.insert': insertOf(kind),
  'compute.instanceGroups.list': listAll,

  'compute.instanceGroups.addInstances': operation<MembersInput>((cloud, call) => {
    const group = readyTarget(cloud, call)
    const instances = named(cloud, call.body)
    for (const instance of instances) checkJoins(cloud, group, instance)
    return begin(cloud, call, group, {
      finish: () => {
        addMembers(cloud, group, instances)
        // A group is of the network of its first instance.
        group.wire.network ??= instances[0] && interfacesOf(instances[0])[0]?.network
        group.wire.subnetwork ??= instances[0] && interfacesOf(instances[0])[0]?.subnetwork
      },
    })
  }),

  'compute.instanceGroups.removeInstances': operation<MembersInput>((cloud, call) => {
    const group = readyTarget(cloud, call)
    const instances = named(cloud, call.body)
    const stranger = instances.find((instance) => !membersOf(cloud, group).includes(instance))
    if (stranger)
      throw invalidField(
        'instances',
        linkTo(stranger.path),
        `The instance is not a member of '${group.path}'.`,
      )
    return begin(cloud, call, group, { finish: () => removeMembers(cloud, group, instances) })
  }),

  'compute.instanceGroups.listInstances': operation<{ readonly instanceState?: string }>(
    (cloud, call): Json => {
      const group = readyTarget(cloud, call)
      const wanted = call.body?.instanceState ?? 'ALL'
      const rows = membersOf(cloud, group)
        .map((one): Wire => ({ instance: linkTo(one.path), status: statusOf(cloud, one) }))
        .filter(({ status }) => wanted === 'ALL' || status === 'RUNNING')
      return list(cloud, call, rows)
    },
  ),

  'compute.instanceGroups.setNamedPorts': operation<{
    readonly namedPorts?: readonly Wire[]
    readonly fingerprint?: string
  }>((cloud, call) => {
    const group = readyTarget(cloud, call)
    const { namedPorts = [], fingerprint } = call.body
    checkPorts(namedPorts)
    if (fingerprint !== undefined && fingerprint !== group.wire.fingerprint)
      throw new Refusal(
        'conditionNotMet',
        'Supplied fingerprint does not match current resource fingerprint.',
      )
    return begin(cloud, call, group, {
      start: () => {
        group.wire.namedPorts = namedPorts.length > 0 ? namedPorts : undefined
        group.wire.fingerprint = newFingerprint(cloud)
      },
    })
  }),
}
