import type { Gce } from './cloud.ts'
import { type AccessConfig, reservedAddress } from './external-address.ts'
import { newFingerprint } from './fingerprint.ts'
import type { AccessConfigInput, NetworkInterfaceInput } from './instance-input.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import { invalidField, Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { regionOfScope, regionScope, type Scope } from './scope.ts'
import { existingAt, pathTo, referred, resourcesOf } from './store.ts'

export interface InterfacePlan {
  readonly network: Resource
  readonly subnetwork: Resource
  /** The internal address that was asked for. */
  readonly networkIP: string | undefined
  readonly access: AccessConfigInput | undefined
  readonly wire: (networkIP: string) => Wire
}

/** Everything that an instance's interfaces name. Throws a `Refusal` for the first that is not there or does not fit. */
export function planInterfaces(
  cloud: Gce,
  zone: Scope,
  inputs: readonly NetworkInterfaceInput[] = [],
): readonly InterfacePlan[] {
  if (inputs.length === 0)
    throw invalidField('networkInterfaces', '', 'At least one network interface is required.')
  const plans = inputs.map((input, index) => planInterface(cloud, zone, input, index))
  const networks = plans.map(({ network }) => network.path)
  if (new Set(networks).size < networks.length)
    throw invalidField(
      'networkInterfaces[1].network',
      linkTo(networks[1] ?? ''),
      'Networks must be distinct for NICs attached to a VM.',
    )
  return plans
}

function planInterface(cloud: Gce, zone: Scope, input: NetworkInterfaceInput, index: number): InterfacePlan {
  const field = `networkInterfaces[${index}]`
  const region = regionScope(regionOfScope(zone) ?? '')
  const subnetwork = subnetworkOf(cloud, region, input, field)
  const network = existingAt(cloud, String(subnetwork.wire.network).replace(linkTo(''), ''))
  const { accessConfigs = [], networkIP } = input
  if (accessConfigs.length > 1)
    throw invalidField(
      `${field}.accessConfigs`,
      accessConfigs.length,
      'At most one access config is supported.',
    )
  const range = cloud.ranges.get(subnetwork.path)
  if (networkIP !== undefined && !range?.has(networkIP))
    throw invalidField(
      `${field}.networkIP`,
      networkIP,
      'Requested internal IP address is outside the subnetwork CIDR range.',
    )
  if (networkIP !== undefined) checkInternal(cloud, zone, networkIP, field)
  const [access] = accessConfigs
  if (access?.natIP !== undefined)
    checkExternal(cloud, region, access.natIP, `${field}.accessConfigs[0].natIP`)
  return {
    network,
    subnetwork,
    networkIP,
    access,
    wire: (address) => ({
      kind: 'compute#networkInterface',
      network: linkTo(network.path),
      subnetwork: linkTo(subnetwork.path),
      networkIP: address,
      name: `nic${index}`,
      fingerprint: newFingerprint(cloud),
      stackType: input.stackType ?? 'IPV4_ONLY',
      ...(input.nicType !== undefined && { nicType: input.nicType }),
      ...(access && { accessConfigs: [accessConfigWire(access)] }),
    }),
  }
}

export const accessConfigWire = ({
  name = 'External NAT',
  natIP,
  networkTier = 'PREMIUM',
}: AccessConfigInput): AccessConfig => ({
  kind: 'compute#accessConfig',
  type: 'ONE_TO_ONE_NAT',
  name,
  ...(natIP !== undefined && { natIP }),
  networkTier,
})

/** The subnetwork named, or that of the network in the region, which is the default network where none is named. */
function subnetworkOf(cloud: Gce, region: Scope, input: NetworkInterfaceInput, field: string): Resource {
  if (input.subnetwork !== undefined) {
    const found = referred(cloud, `${field}.subnetwork`, input.subnetwork, 'subnetworks')
    if (found.scope !== region)
      throw invalidField(
        `${field}.subnetwork`,
        input.subnetwork,
        'The subnetwork is in another region than the instance.',
      )
    return found
  }
  const link = input.network ?? pathTo(cloud, 'global', 'networks', 'default')
  const network = referred(cloud, `${field}.network`, link, 'networks')
  const own = resourcesOf(cloud, 'subnetworks', region).filter(
    ({ wire }) => wire.network === linkTo(network.path),
  )
  if (network.wire.autoCreateSubnetworks !== true)
    throw invalidField(field, '', 'Subnetwork should be specified for custom subnetmode network')
  const [first] = own
  if (!first) throw invalidField(`${field}.network`, link, 'The network has no subnetwork in this region.')
  return first
}

function checkInternal(cloud: Gce, zone: Scope, address: string, field: string): void {
  const taken = cloud.centre.servers
    .list()
    .some(({ privateAddress, state }) => privateAddress === address && state !== 'terminated')
  if (!taken) return
  const region = regionOfScope(zone)
  throw new Refusal(
    'resourceInUseByAnotherResource',
    `IP '${address}' is already being used by another resource in ${region}: ${field}.networkIP`,
  )
}

/** Throws a `Refusal` for an external address that is not reserved in the region, or serves somebody else. */
export function checkExternal(cloud: Gce, region: Scope, address: string, field: string): void {
  const reserved = reservedAddress(cloud, region, address)
  if (!reserved)
    throw invalidField(
      field,
      address,
      `The specified external IP address '${address}' was not found in region '${regionOfScope(region)}'.`,
    )
  if (reserved.wire.status === 'IN_USE')
    throw new Refusal(
      'resourceInUseByAnotherResource',
      `The specified external IP address '${address}' is already in use.`,
    )
}
