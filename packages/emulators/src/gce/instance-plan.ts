import type { Gce } from './cloud.ts'
import { newFingerprint } from './fingerprint.ts'
import { type AttachmentPlan, planAttachments } from './instance-disks.ts'
import type { InstanceInput } from './instance-input.ts'
import { type InterfacePlan, planInterfaces } from './instance-interfaces.ts'
import type { Wire } from './json.ts'
import { checkLabels } from './labels.ts'
import { linkTo, nameIn } from './links.ts'
import type { MachineType } from './machine-type-catalogue.ts'
import { machineTypeLink, resolveMachineType } from './machine-type-reference.ts'
import { checkMetadata, metadataWire } from './metadata.ts'
import { checkNetworkTags } from './network-tags.ts'
import { checkQuota } from './quotas.ts'
import { invalidField } from './refusal.ts'
import { schedulingWire } from './scheduling.ts'
import { nameOfScope, type Scope } from './scope.ts'
import { checkNew } from './store.ts'

export interface InstancePlan {
  readonly zone: Scope
  readonly name: string
  readonly type: MachineType
  readonly disks: readonly AttachmentPlan[]
  readonly interfaces: readonly InterfacePlan[]
  readonly wire: Wire
}

/** Everything that an insert names, found and fitting together. Throws a `Refusal` for the first that is not. */
export function planInstance(cloud: Gce, zone: Scope, input: InstanceInput): InstancePlan {
  const name = checkNew(cloud, zone, 'instances', input.name)
  const type = resolveMachineType(zone, input.machineType)
  checkQuota(cloud, 'CPUS', zone, type.guestCpus)
  const { metadata = {}, tags, labels } = input
  checkMetadata(metadata)
  checkLabels(labels)
  checkNetworkTags(tags?.items ?? [], 'tags.items')
  checkHostname(input.hostname)
  const disks = planAttachments(cloud, zone, name, input.disks)
  checkFit(type, disks)
  const interfaces = planInterfaces(cloud, zone, input.networkInterfaces)
  return { zone, name, type, disks, interfaces, wire: keptWire(cloud, zone, type, input) }
}

function keptWire(cloud: Gce, zone: Scope, type: MachineType, input: InstanceInput): Wire {
  const { tags, metadata = {}, labels, serviceAccounts, guestAccelerators = [] } = input
  const given = Object.fromEntries(
    kept.flatMap((member) => (input[member] === undefined ? [] : [[member, input[member]]])),
  ) as Wire
  return {
    ...given,
    machineType: machineTypeLink(cloud, zone, type),
    cpuPlatform: type.architecture === 'ARM64' ? 'Ampere Altra' : 'Intel Broadwell',
    canIpForward: input.canIpForward ?? false,
    deletionProtection: input.deletionProtection ?? false,
    startRestricted: false,
    fingerprint: newFingerprint(cloud),
    metadata: metadataWire(cloud, metadata),
    tags: { fingerprint: newFingerprint(cloud), ...(tags?.items?.length && { items: tags.items }) },
    labelFingerprint: newFingerprint(cloud),
    ...(labels && Object.keys(labels).length > 0 && { labels }),
    scheduling: schedulingWire(
      input.scheduling,
      guestAccelerators.length > 0 || type.accelerators !== undefined,
    ),
    ...(serviceAccounts?.length && { serviceAccounts: serviceAccountsWire(cloud, serviceAccounts) }),
    ...(guestAccelerators.length > 0 && {
      guestAccelerators: guestAccelerators.map(({ acceleratorType = '', acceleratorCount }) => ({
        acceleratorType: linkTo(
          `projects/${cloud.project}/zones/${nameOfScope(zone)}/acceleratorTypes/${nameIn(acceleratorType)}`,
        ),
        acceleratorCount,
      })),
    }),
    shieldedInstanceConfig: {
      enableSecureBoot: false,
      enableVtpm: true,
      enableIntegrityMonitoring: true,
      ...input.shieldedInstanceConfig,
    },
    shieldedInstanceIntegrityPolicy: { updateAutoLearnPolicy: true },
  }
}

/** Members that are shown as they were given. */
const kept = ['description', 'hostname', 'minCpuPlatform', 'resourcePolicies'] as const

/** Throws a `Refusal` for an account that is not of the project. */
export function serviceAccountsWire(
  { account, projectNumber }: Pick<Gce, 'account' | 'projectNumber'>,
  given: NonNullable<InstanceInput['serviceAccounts']>,
): Wire[] {
  if (given.length > 1)
    throw invalidField('serviceAccounts', given.length, 'At most one service account is supported.')
  const own = `${projectNumber}-compute@developer.gserviceaccount.com`
  return given.map(({ email = 'default', scopes = [] }) => {
    const resolved = email === 'default' ? own : email
    if (resolved !== own && resolved !== account.email)
      throw invalidField(
        'serviceAccounts[0].email',
        email,
        `The user does not have access to service account '${email}'.`,
      )
    return { email: resolved, scopes }
  })
}

function checkHostname(hostname: string | undefined): void {
  if (hostname === undefined || /^(?=.{1,253}$)[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63})+$/.test(hostname))
    return
  throw invalidField(
    'hostname',
    hostname,
    'Custom hostname must be a fully-qualified, RFC-1035-valid hostname.',
  )
}

function checkFit({ architecture, mostDisks, name }: MachineType, disks: readonly AttachmentPlan[]): void {
  if (disks.length > mostDisks)
    throw invalidField('disks', disks.length, `The machine type ${name} takes ${mostDisks} disks at most.`)
  const other = disks[0]?.architecture
  if (other && other !== architecture)
    throw invalidField(
      'disks[0]',
      other,
      `The disk's architecture ${other} is not compatible with the machine type ${name} (${architecture}).`,
    )
}
