import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import type { Machinery } from './machinery.ts'
import type { Resource } from './resource.ts'

export interface AccessConfig extends Wire {
  readonly kind: 'compute#accessConfig'
  readonly type: 'ONE_TO_ONE_NAT'
  readonly name: string
  /** Of a reserved address; an ephemeral one is the machine's. */
  readonly natIP?: string | undefined
  readonly networkTier: string
}

export interface NetworkInterface extends Wire {
  readonly kind: 'compute#networkInterface'
  readonly name: string
  readonly network: string
  readonly subnetwork: string
  readonly networkIP: string
  accessConfigs?: readonly AccessConfig[] | undefined
}

export const interfacesOf = ({ wire }: Resource): readonly NetworkInterface[] =>
  (wire.networkInterfaces ?? []) as readonly NetworkInterface[]

/** The one access configuration that an interface may have. */
export const accessOf = (instance: Resource): AccessConfig | undefined =>
  interfacesOf(instance).flatMap(({ accessConfigs = [] }) => accessConfigs)[0]

/** Gives the machine the external address that its access configuration asks for: the reserved one, or one for the time that it is on. */
export function openAccess({ centre }: Gce, instance: Resource, machinery: Machinery): void {
  const access = accessOf(instance)
  if (!access) return
  if (access.natIP === undefined) machinery.ephemeral ??= centre.publicAddresses.take()
  centre.servers.reserve(machinery.server, access.natIP ?? machinery.ephemeral ?? '')
}

/** Takes the external address away; an ephemeral one goes back. */
export function closeAccess({ centre }: Gce, machinery: Machinery): void {
  centre.servers.unreserve(machinery.server)
  if (machinery.ephemeral) centre.publicAddresses.giveBack(machinery.ephemeral)
  machinery.ephemeral = undefined
}

/** The reserved address resource in a region with this address. */
export const reservedAddress = (cloud: Gce, scope: string, address: string): Resource | undefined =>
  [...cloud.resources.values()].find(
    (one) => one.collection === 'addresses' && one.scope === scope && one.wire.address === address,
  )

/** Records that a reserved address is used by somebody, or by nobody. */
export function useAddress(
  cloud: Gce,
  scope: string,
  address: string | undefined,
  user: Resource | undefined,
): void {
  const reserved = address === undefined ? undefined : reservedAddress(cloud, scope, address)
  if (!reserved) return
  reserved.wire.status = user ? 'IN_USE' : 'RESERVED'
  reserved.wire.users = user ? [linkTo(user.path)] : undefined
}
