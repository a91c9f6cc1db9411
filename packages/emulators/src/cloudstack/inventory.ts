import { type CloudStack, timeText } from './cloud.ts'
import { GiB } from './template.ts'
import { defaultNic, type State, stateOf, type VirtualMachine } from './virtual-machine.ts'

export interface InventoryVirtualMachine {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly state: State
  readonly zone: string
  /** The service offering's name. */
  readonly offering: string
  /** The template's name. */
  readonly template: string
  readonly createdAt: string
  /** The machine answers on port 22. */
  readonly booted: boolean
  /** Of the default network. */
  readonly ip?: string
  readonly networks: readonly string[]
  /** The name of the disc that is in it. */
  readonly iso?: string
  readonly securityGroups: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  /** OpenSSH public key lines. */
  readonly hostKeys: readonly string[]
  /** What the serial console has shown so far; the API has no call for it. */
  readonly console: string
  /** What went wrong when the simulation last switched the machine. */
  readonly problem?: string
}

/** What exists at CloudStack, whatever the API shows of it at the moment. Machines that were expunged are not in it. */
export interface CloudStackInventory {
  readonly virtualMachines: readonly InventoryVirtualMachine[]
  readonly sshKeyPairs: readonly { readonly name: string; readonly fingerprint: string }[]
  readonly volumes: readonly {
    readonly id: string
    readonly name: string
    readonly type: 'ROOT' | 'DATADISK'
    readonly state: string
    readonly sizeGiB: number
    /** The id of the machine that has it. */
    readonly attachedTo?: string
  }[]
  readonly snapshots: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly volumeId: string
    /** In how many zones it is. */
    readonly zones: number
  }[]
  /** The account's own. */
  readonly templates: readonly {
    readonly id: string
    readonly name: string
    /** By zone. */
    readonly copies: Readonly<Record<string, string>>
  }[]
  readonly isos: readonly { readonly id: string; readonly name: string }[]
  readonly securityGroups: readonly {
    readonly id: string
    readonly name: string
    /** How many. */
    readonly rules: number
  }[]
  readonly affinityGroups: readonly { readonly id: string; readonly name: string }[]
  /** The account's own. */
  readonly networks: readonly {
    readonly id: string
    readonly name: string
    readonly cidr?: string
    readonly vpcId?: string
  }[]
  readonly vpcs: readonly { readonly id: string; readonly name: string; readonly cidr: string }[]
  /** Names of the lists of rules that tiers have, and how many rules there are in each; not the two that are everybody's. */
  readonly aclLists: readonly { readonly id: string; readonly name: string; readonly rules: number }[]
  readonly vpnGateways: readonly { readonly id: string; readonly vpcId: string }[]
  readonly vpnCustomerGateways: readonly { readonly id: string; readonly name: string }[]
  readonly vpnConnections: readonly { readonly id: string; readonly state: string }[]
  readonly publicIps: readonly {
    readonly id: string
    readonly address: string
    readonly sourceNat: boolean
    /** The id of the machine that it leads to by static NAT. */
    readonly machineId?: string
  }[]
  /** Of what comes in and of what goes out, and how ports are led on. */
  readonly firewallRules: readonly { readonly id: string; readonly protocol: string }[]
  readonly egressRules: readonly { readonly id: string; readonly protocol: string }[]
  readonly forwardingRules: readonly { readonly id: string; readonly machineId: string }[]
  readonly loadBalancers: readonly {
    readonly id: string
    readonly name: string
    /** The ids of its machines. */
    readonly members: readonly string[]
  }[]
  readonly projects: readonly { readonly id: string; readonly name: string; readonly state: string }[]
  readonly jobs: readonly {
    readonly id: string
    readonly command: string
    readonly status: 'pending' | 'succeeded' | 'failed'
  }[]
}

export function cloudstackInventory(cloud: CloudStack): CloudStackInventory {
  return {
    virtualMachines: [...cloud.virtualMachines.values()].map((one) => virtualMachine(cloud, one)),
    sshKeyPairs: [...cloud.keyPairs.values()].map(({ name, fingerprint }) => ({ name, fingerprint })),
    ...disks(cloud),
    ...networking(cloud),
    securityGroups: [...cloud.securityGroups.values()].map(({ id, name, rules }) => ({
      id,
      name,
      rules: rules.length,
    })),
    affinityGroups: [...cloud.affinityGroups.values()].map(({ id, name }) => ({ id, name })),
    projects: [...cloud.projects.values()].map(({ id, name, state }) => ({ id, name, state })),
    jobs: cloud.jobs.list().map(({ id, command, status }) => ({ id, command, status })),
  }
}

const disks = (
  cloud: CloudStack,
): Pick<CloudStackInventory, 'volumes' | 'snapshots' | 'templates' | 'isos'> => ({
  volumes: [...cloud.volumes.values()].map(({ id, name, type, state, sizeBytes, attached }) => ({
    id,
    name,
    type,
    state,
    sizeGiB: sizeBytes / GiB,
    ...(attached && { attachedTo: attached.machine.id }),
  })),
  snapshots: [...cloud.snapshots.values()].map(({ id, name, state, volume, zones }) => ({
    id,
    name,
    state,
    volumeId: volume.id,
    zones: zones.size,
  })),
  templates: [...cloud.templates.values()]
    .filter(({ builtIn }) => !builtIn)
    .map(({ id, name, copies }) => ({ id, name, copies: Object.fromEntries(copies) })),
  isos: [...cloud.isos.values()].map(({ id, name }) => ({ id, name })),
})

type Networking =
  | 'networks'
  | 'vpcs'
  | 'aclLists'
  | 'vpnGateways'
  | 'vpnCustomerGateways'
  | 'vpnConnections'
  | 'publicIps'
  | 'firewallRules'
  | 'egressRules'
  | 'forwardingRules'
  | 'loadBalancers'

const networking = (cloud: CloudStack): Pick<CloudStackInventory, Networking> => ({
  networks: [...cloud.networks.values()]
    .filter(({ builtIn }) => !builtIn)
    .map(({ id, name, range, vpcId }) => ({
      id,
      name,
      ...(range && { cidr: range.cidr }),
      ...(vpcId !== undefined && { vpcId }),
    })),
  vpcs: [...cloud.vpcs.values()].map(({ id, name, cidr }) => ({ id, name, cidr })),
  aclLists: [...cloud.aclLists.values()]
    .filter(({ vpcId }) => vpcId !== undefined)
    .map(({ id, name }) => ({
      id,
      name,
      rules: [...cloud.aclItems.values()].filter(({ listId }) => listId === id).length,
    })),
  vpnGateways: [...cloud.vpnGateways.values()].map(({ id, vpc }) => ({ id, vpcId: vpc.id })),
  vpnCustomerGateways: [...cloud.customerGateways.values()].map(({ id, name }) => ({ id, name })),
  vpnConnections: [...cloud.vpnConnections.values()].map(({ id, state }) => ({ id, state })),
  publicIps: [...cloud.publicIps.values()].map(({ id, address, sourceNat, staticNat }) => ({
    id,
    address,
    sourceNat,
    ...(staticNat && { machineId: staticNat.machine.id }),
  })),
  firewallRules: [...cloud.firewallRules.values()].map(({ id, protocol }) => ({ id, protocol })),
  egressRules: [...cloud.egressRules.values()].map(({ id, protocol }) => ({ id, protocol })),
  forwardingRules: [...cloud.forwardingRules.values()].map(({ id, machine }) => ({
    id,
    machineId: machine.id,
  })),
  loadBalancers: [...cloud.balancers.values()].map(({ id, name, members }) => ({
    id,
    name,
    members: members.map(({ machine }) => machine.id),
  })),
})

function virtualMachine(cloud: CloudStack, machine: VirtualMachine): InventoryVirtualMachine {
  const { id, name, displayName, zone, offering, template, server } = machine
  const ip = defaultNic(machine)?.address
  return {
    id,
    name,
    displayName,
    state: stateOf(machine),
    zone: zone.name,
    offering: offering.name,
    template: template.name,
    createdAt: timeText(machine.createdAt),
    booted: server?.booted ?? false,
    ...(ip !== undefined && { ip }),
    networks: machine.nics.map(({ network }) => network.name),
    ...(machine.iso && { iso: machine.iso.name }),
    securityGroups: machine.securityGroups.map((group) => group.name),
    tags: Object.fromEntries([...cloud.tags.of(id).values()].map(({ key, value }) => [key, value])),
    hostKeys: server?.machine.hostKeys() ?? [],
    console: server?.machine.console() ?? '',
    ...(server?.problem && { problem: server.problem.message }),
  }
}
