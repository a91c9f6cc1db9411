import { rangeAddresses } from '../centre/addresses.ts'
import type { Gce } from './cloud.ts'
import { newFingerprint } from './fingerprint.ts'
import { linkTo } from './links.ts'
import { regions } from './region-catalogue.ts'
import type { Resource } from './resource.ts'
import { globalScope, regionScope, type Scope } from './scope.ts'
import { addResource } from './store.ts'

/** The network that every project has from the start, with a subnetwork in each region. */
export function addDefaultNetwork(cloud: Gce): Resource {
  const network = addResource(cloud, {
    collection: 'networks',
    scope: globalScope,
    name: 'default',
    wire: {
      description: 'Default network for the project',
      autoCreateSubnetworks: true,
      routingConfig: { routingMode: 'REGIONAL' },
      networkFirewallPolicyEnforcementOrder: 'AFTER_CLASSIC_FIREWALL',
    },
  })
  network.ready = true
  addAutoSubnetworks(cloud, network)
  return network
}

/** The subnetworks that a network of the automatic mode has, by its own name, in every region. */
export function addAutoSubnetworks(cloud: Gce, network: Resource): void {
  for (const { name, autoRange } of regions) {
    addSubnetwork(cloud, network, regionScope(name), network.name, autoRange).ready = true
  }
}

export function addSubnetwork(
  cloud: Gce,
  network: Resource,
  region: Scope,
  name: string,
  range: string,
): Resource {
  const subnetwork = addResource(cloud, {
    collection: 'subnetworks',
    scope: region,
    name,
    wire: {
      network: linkTo(network.path),
      ipCidrRange: range,
      gatewayAddress: range.replace(/\d+\/\d+$/, '1'),
      fingerprint: newFingerprint(cloud),
      privateIpGoogleAccess: false,
      purpose: 'PRIVATE',
      stackType: 'IPV4_ONLY',
    },
  })
  cloud.ranges.set(subnetwork.path, rangeAddresses(range))
  return subnetwork
}
