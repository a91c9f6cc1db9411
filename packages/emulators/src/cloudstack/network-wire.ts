import { type CloudStack, timeText } from './cloud.ts'
import type { Fields } from './command.ts'
import { lbCapabilities } from './lb-capabilities.ts'
import type { Network } from './network.ts'
import { ownerWire } from './owner.ts'
import { tagsWire } from './tag.ts'

export function networkWire(cloud: CloudStack, network: Network): Fields {
  const { id, name, zone, offering, range, builtIn } = network
  const owner = builtIn
    ? { domain: 'ROOT', domainid: cloud.account.domainId, domainpath: 'ROOT' }
    : ownerWire(cloud, network.projectId)
  return {
    id,
    name,
    displaytext: network.displayText,
    ...(range && { gateway: range.gateway, netmask: range.netmask, cidr: range.cidr }),
    zoneid: zone.id,
    zonename: zone.name,
    networkofferingid: offering.id,
    networkofferingname: offering.name,
    networkofferingdisplaytext: offering.displayText,
    networkofferingavailability: offering.required ? 'Required' : 'Optional',
    networkofferingconservemode: !offering.forVpc,
    ...owner,
    created: timeText(network.createdAt),
    issystem: false,
    isdefault: builtIn && zone.type === 'Basic',
    state: network.state === 'Implemented' || builtIn ? (builtIn ? 'Setup' : 'Implemented') : 'Allocated',
    related: id,
    broadcastdomaintype: 'Vlan',
    traffictype: 'Guest',
    type: offering.kind,
    acltype: builtIn ? 'Domain' : 'Account',
    subdomainaccess: builtIn,
    restartrequired: false,
    specifyipranges: builtIn,
    canusefordeploy: true,
    ispersistent: false,
    displaynetwork: true,
    strechedl2subnet: false,
    redundantrouter: false,
    supportsvmautoscaling: false,
    egressdefaultpolicy: offering.egressDefault,
    networkdomain: network.domain,
    dns1: '192.0.2.53',
    vpcid: network.vpcId,
    aclid: network.aclId,
    service: Object.entries(offering.services).map(([service, provider]) => ({
      name: service,
      provider: [{ name: provider }],
      ...(service === 'Lb' && { capability: lbCapabilities }),
    })),
    tags: tagsWire(cloud, id),
    hasannotations: false,
  }
}
