import type { Server } from '../centre/servers.ts'
import { type Ec2, isVisible } from './action.ts'
import type { Image } from './image.ts'
import type { InstanceType } from './instance-types.ts'
import type { Cpu } from './launch-settings.ts'
import type { MetadataOptions } from './metadata-options.ts'
import type { Subnet } from './network/network.ts'
import type { Placement } from './placement-group.ts'
import { Refusal } from './refusal.ts'
import type { Zone } from './zones.ts'

/** An instance: the data centre's server, and what only EC2 says of it. */
export interface Instance {
  readonly id: string
  readonly server: Server
  readonly reservationId: string
  readonly launchIndex: number
  readonly clientToken: string
  readonly image: Image
  readonly zone: Zone
  readonly subnet: Subnet
  readonly keyName: string | undefined
  /** In the order in which they were attached. */
  readonly volumeIds: Set<string>
  readonly interfaceId: string
  readonly attachmentId: string
  readonly iamProfile: string | undefined
  /** Of its first interface, beside the server's private one. */
  readonly secondaryAddresses: readonly string[]
  readonly placement: Placement
  readonly hibernation: boolean
  /** Of burstable types. */
  readonly credits: string | undefined
  readonly reservationPreference: string
  cpu: Cpu
  metadata: MetadataOptions
  monitoring: boolean
  /** Of its security groups, one or more. */
  groupIds: readonly string[]
  type: InstanceType
  userData: string | undefined
  terminationProtected: boolean
  stopProtected: boolean
  shutdownBehavior: 'stop' | 'terminate'
  ebsOptimized: boolean
  sourceDestCheck: boolean
  /** Why it is in its state, in EC2's words. */
  reason: string
}

/** EC2's names and numbers for what its documentation calls the instance lifecycle. */
const stateCodes = {
  pending: { code: 0, name: 'pending' },
  running: { code: 16, name: 'running' },
  terminating: { code: 32, name: 'shutting-down' },
  terminated: { code: 48, name: 'terminated' },
  stopping: { code: 64, name: 'stopping' },
  stopped: { code: 80, name: 'stopped' },
} as const

export const stateOf = ({ server }: Instance): { readonly code: number; readonly name: string } =>
  stateCodes[server.state]

const wellFormed = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

/** The instances of these ids, in the order given. Throws a `Refusal` for ids that are not ids, and for those of nothing. */
export function findInstances(ec2: Ec2, ids: readonly string[]): readonly Instance[] {
  for (const id of ids) {
    if (!wellFormed.test(id)) throw new Refusal('InvalidInstanceID.Malformed', `Invalid id: "${id}"`)
  }
  const visible = new Map(visibleInstances(ec2).map((instance) => [instance.id, instance]))
  const unique = [...new Set(ids)]
  const found = unique.flatMap((id) => visible.get(id) ?? [])
  if (found.length === unique.length) return found
  const lost = unique.filter((id) => !visible.has(id))
  const subject = lost.length === 1 ? `instance ID '${lost[0]}' does` : `instance IDs '${lost.join(', ')}' do`
  throw new Refusal('InvalidInstanceID.NotFound', `The ${subject} not exist`)
}

export function findInstance(ec2: Ec2, id: string): Instance {
  const [instance] = findInstances(ec2, [id])
  if (!instance) throw new Refusal('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`)
  return instance
}

/** Every instance that the API shows: those just launched come late, and those terminated go in the end. */
export function visibleInstances(ec2: Ec2): readonly Instance[] {
  return ec2.centre.servers.list().flatMap((server) => {
    const instance = ec2.instances.get(server.id)
    return instance && isVisible(ec2, server.createdAt) ? [instance] : []
  })
}
