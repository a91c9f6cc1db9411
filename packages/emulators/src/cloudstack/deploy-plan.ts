import { existingAffinityGroup } from './affinity-group.ts'
import type { CloudStack } from './cloud.ts'
import { type DiskOffering, existingDiskOffering } from './disk-offerings.ts'
import { existingKeyPair, type KeyPair } from './key-pair.ts'
import { checkLimit } from './limits.ts'
import { machineNetworks, type NetworkChoice } from './machine-networks.ts'
import { sizeOf } from './new-volume.ts'
import { type OwnerInput, ownerOf } from './owner.ts'
import { invalid, noCapacity } from './refusal.ts'
import { defaultGroup, existingGroup, groupNamed, type SecurityGroup } from './security-group.ts'
import { existingOffering, type ServiceOffering } from './service-offerings.ts'
import { checkUsable, existingTemplate, GiB, type Template } from './template.ts'
import { checkUserData } from './user-data.ts'
import { resourcesOf, type VirtualMachine } from './virtual-machine.ts'
import { existingZone, type Zone } from './zones.ts'

export interface DeployInput extends OwnerInput {
  readonly zoneid: string
  readonly serviceofferingid: string
  readonly templateid: string
  readonly name?: string
  readonly displayname?: string
  readonly group?: string
  readonly hypervisor?: string
  readonly keypair?: string
  readonly keypairs?: readonly string[]
  readonly userdata?: string
  readonly networkids?: readonly string[]
  readonly ipaddress?: string
  readonly iptonetworklist?: readonly Readonly<Record<string, string>>[]
  readonly securitygroupids?: readonly string[]
  readonly securitygroupnames?: readonly string[]
  readonly affinitygroupids?: readonly string[]
  readonly affinitygroupnames?: readonly string[]
  readonly diskofferingid?: string
  readonly size?: number
  readonly rootdisksize?: number
  readonly details?: readonly Readonly<Record<string, string>>[]
  readonly startvm?: boolean
}

export interface DeployPlan {
  readonly projectId: string | undefined
  readonly zone: Zone
  readonly template: Template
  readonly offering: ServiceOffering
  readonly details: Readonly<Record<string, string>>
  readonly name: string | undefined
  readonly keyPairs: readonly KeyPair[]
  readonly networks: readonly NetworkChoice[]
  readonly securityGroups: readonly SecurityGroup[]
  readonly affinityGroupIds: readonly string[]
  readonly disk: { readonly offering: DiskOffering; readonly sizeGiB: number } | undefined
  readonly rootGiB: number | undefined
}

/** Everything that a deployment names, found and fitting together. Throws the API's own error for the first that is not. */
export function planDeployment(cloud: CloudStack, input: DeployInput, method: string): DeployPlan {
  const projectId = ownerOf(cloud, input)
  const zone = existingZone(cloud, input.zoneid)
  const offering = existingOffering(cloud, input.serviceofferingid)
  const template = existingTemplate(cloud, 'templateid', input.templateid)
  checkUsable(template, zone)
  if (input.hypervisor !== undefined && input.hypervisor !== template.hypervisor)
    throw invalid(
      'Hypervisor passed to the deployVm call, is different from the hypervisor type of the template',
    )
  if (input.userdata !== undefined) checkUserData(input.userdata, method)
  const details = Object.assign({}, ...(input.details ?? []))
  checkResources(offering, details)
  checkRoom(cloud, { offering, details })
  const networks = machineNetworks(cloud, zone, projectId, input)
  if (input.name !== undefined) checkName(cloud, input.name, networks)
  return {
    projectId,
    zone,
    template,
    offering,
    details,
    name: input.name,
    keyPairs: keyPairsOf(cloud, input, projectId),
    networks,
    securityGroups: groupsOf(cloud, zone, input, projectId),
    affinityGroupIds: affinityOf(cloud, input, projectId),
    disk: diskOf(input),
    rootGiB: rootSize(template, input.rootdisksize),
  }
}

const nameRules =
  "Vm name can contain ASCII letters 'a' through 'z', the digits '0' through '9', and the hyphen ('-'), must be between 1 and 63 characters long, and can't start or end with \"-\" and can't start with digit"

export const checkHostName = (name: string): void => {
  if (!/^[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(name)) throw invalid(`Invalid name. ${nameRules}`)
}

function checkName(cloud: CloudStack, name: string, networks: readonly NetworkChoice[]): void {
  checkHostName(name)
  for (const { network } of networks) {
    const taken = [...cloud.virtualMachines.values()].some(
      (machine) => machine.name === name && machine.nics.some((nic) => nic.network === network),
    )
    if (taken)
      throw invalid(
        `The vm with hostName ${name} already exists in the network domain: ${network.domain}; network=${network.name}`,
      )
  }
}

/** Throws a `Refusal` for details that do not go with the offering: a custom one needs them, others do not take them. */
export function checkResources({ cpus }: ServiceOffering, details: Readonly<Record<string, string>>): void {
  const custom = ['cpuNumber', 'cpuSpeed', 'memory'] as const
  if (cpus !== undefined) {
    const given = custom.find((name) => details[name] !== undefined)
    if (given) throw invalid(`${given} can be specified for dynamic offerings only, and this is none`)
    return
  }
  for (const name of custom) {
    if (!/^[1-9]\d{0,6}$/.test(details[name] ?? ''))
      throw invalid(`Invalid ${name} value: a custom offering takes it as a detail, between 1 and 2147483647`)
  }
}

/** Throws a `Refusal` where the account may have no more, or the data centre has no room; `changes` is a machine that is there already. */
export function checkRoom(
  cloud: CloudStack,
  wanted: Pick<VirtualMachine, 'offering' | 'details'>,
  changes?: VirtualMachine,
): void {
  const others = [...cloud.virtualMachines.values()].filter((machine) => machine !== changes)
  const { cpus, memoryMiB } = resourcesOf(wanted)
  const sum = (of: (machine: VirtualMachine) => number) =>
    others.reduce((total, machine) => total + of(machine), 0)
  if (!changes) checkLimit(cloud, 'instances', others.length)
  checkLimit(
    cloud,
    'cpus',
    sum((machine) => resourcesOf(machine).cpus),
    cpus,
  )
  checkLimit(
    cloud,
    'memoryMiB',
    sum((machine) => resourcesOf(machine).memoryMiB),
    memoryMiB,
  )
  const { name } = wanted.offering
  const used = others.filter(({ offering }) => offering.name === name).length
  if (used >= (cloud.options.capacity?.[name] ?? Number.POSITIVE_INFINITY))
    throw noCapacity('Unable to create a deployment for VM: insufficient capacity')
}

function keyPairsOf(
  cloud: CloudStack,
  { keypair, keypairs = [] }: DeployInput,
  projectId: string | undefined,
): readonly KeyPair[] {
  const names = [...(keypair === undefined ? [] : [keypair]), ...keypairs]
  return [...new Set(names)].map((name) => existingKeyPair(cloud, name, projectId))
}

function groupsOf(
  cloud: CloudStack,
  zone: Zone,
  { securitygroupids: ids, securitygroupnames: groupNames }: DeployInput,
  projectId: string | undefined,
): readonly SecurityGroup[] {
  if (!zone.securityGroups) {
    if (ids || groupNames)
      throw invalid("Can't create vm with security groups; they are not supported in the zone")
    return []
  }
  if (ids && groupNames)
    throw invalid('securitygroupids parameter is mutually exclusive with securitygroupnames parameter')
  const named = (groupNames ?? []).map((name) => groupNamed(cloud, name, projectId))
  const chosen = ids ? ids.map((id) => existingGroup(cloud, 'securitygroupids', id)) : named
  return chosen.length > 0 ? [...new Set(chosen)] : [defaultGroup(cloud, projectId)]
}

function affinityOf(
  cloud: CloudStack,
  { affinitygroupids: ids, affinitygroupnames: groupNames }: DeployInput,
  projectId: string | undefined,
): readonly string[] {
  if (ids && groupNames)
    throw invalid('affinitygroupids parameter is mutually exclusive with affinitygroupnames parameter')
  const named = (groupNames ?? []).map((name) => {
    const group = [...cloud.affinityGroups.values()].find(
      (one) => one.name === name && one.projectId === projectId,
    )
    if (!group) throw invalid(`Unable to find affinity group by name ${name}`)
    return group
  })
  const chosen = ids ? ids.map((id) => existingAffinityGroup(cloud, 'affinitygroupids', id)) : named
  return chosen.map(({ id }) => id)
}

function rootSize({ sizeBytes }: Template, wanted: number | undefined): number | undefined {
  if (wanted !== undefined && wanted * GiB < sizeBytes)
    throw invalid(
      `Unsupported: rootdisksize override (${wanted} GB) is smaller than template size ${sizeBytes / GiB} GB`,
    )
  return wanted
}

function diskOf({ diskofferingid, size }: DeployInput): DeployPlan['disk'] {
  if (diskofferingid === undefined) return undefined
  const offering = existingDiskOffering(diskofferingid)
  return { offering, sizeGiB: sizeOf(offering, size) }
}
