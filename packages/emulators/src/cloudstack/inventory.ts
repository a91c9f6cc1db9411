import { type CloudStack, timeText } from './cloud.ts'
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
    jobs: cloud.jobs.list().map(({ id, command, status }) => ({ id, command, status })),
  }
}

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
    securityGroups: machine.securityGroups.map((group) => group.name),
    tags: Object.fromEntries([...cloud.tags.of(id).values()].map(({ key, value }) => [key, value])),
    hostKeys: server?.machine.hostKeys() ?? [],
    console: server?.machine.console() ?? '',
    ...(server?.problem && { problem: server.problem.message }),
  }
}
