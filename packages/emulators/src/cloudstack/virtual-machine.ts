import type { Server } from '../centre/servers.ts'
import { type CloudStack, isVisible } from './cloud.ts'
import { noEntity } from './found.ts'
import type { Iso } from './iso.ts'
import type { Network } from './network.ts'
import type { SecurityGroup } from './security-group.ts'
import type { ServiceOffering } from './service-offerings.ts'
import type { Template } from './template.ts'
import type { Zone } from './zones.ts'

export interface Nic {
  readonly id: string
  readonly network: Network
  readonly address: string | undefined
  readonly mac: string
  isDefault: boolean
}

export interface VirtualMachine {
  readonly id: string
  name: string
  displayName: string
  readonly instanceName: string
  readonly createdAt: number
  readonly zone: Zone
  template: Template
  offering: ServiceOffering
  /** Of a custom offering, what whoever deployed it chose. */
  details: Readonly<Record<string, string>>
  nics: readonly Nic[]
  securityGroups: readonly SecurityGroup[]
  affinityGroupIds: readonly string[]
  keyPairs: readonly string[]
  publicKeys: readonly string[]
  /** As it came, in base 64. */
  userData: string | undefined
  group: string | undefined
  /** The disc that is in it. */
  iso: Iso | undefined
  readonly projectId: string | undefined
  /** None until it is first started. */
  server: Server | undefined
  /** What the power state of the machine does not say. */
  phase: 'living' | 'destroyed' | 'expunging' | 'error'
  /** When it was destroyed: it is expunged some time after that. */
  destroyedAt: number
  /** The password in clear is told once; what is kept is encrypted to the key pair. */
  encryptedPassword: string | undefined
}

export type State = 'Starting' | 'Running' | 'Stopping' | 'Stopped' | 'Destroyed' | 'Expunging' | 'Error'

export function stateOf({ phase, server }: VirtualMachine): State {
  if (phase === 'error') return 'Error'
  if (phase === 'expunging') return 'Expunging'
  if (server === undefined) return phase === 'destroyed' ? 'Destroyed' : 'Stopped'
  if (server.state === 'stopped') return phase === 'destroyed' ? 'Destroyed' : 'Stopped'
  if (server.state === 'stopping') return 'Stopping'
  return server.state === 'pending' ? 'Starting' : 'Running'
}

export function existingVirtualMachine(
  cloud: CloudStack,
  parameter: string,
  id: string | undefined,
): VirtualMachine {
  const machine = id === undefined ? undefined : cloud.virtualMachines.get(id)
  if (!machine || !isVisible(cloud, machine.createdAt)) throw noEntity(parameter, id)
  return machine
}

interface Resources {
  readonly cpus: number
  readonly cpuMHz: number
  readonly memoryMiB: number
}

/** What a machine has, by its offering or by its details. */
export const resourcesOf = ({
  offering,
  details,
}: Pick<VirtualMachine, 'offering' | 'details'>): Resources => ({
  cpus: offering.cpus ?? Number(details.cpuNumber ?? 1),
  cpuMHz: offering.cpuMHz ?? Number(details.cpuSpeed ?? 1_000),
  memoryMiB: offering.memoryMiB ?? Number(details.memory ?? 512),
})

export const defaultNic = ({ nics }: VirtualMachine): Nic | undefined =>
  nics.find(({ isDefault }) => isDefault) ?? nics[0]
