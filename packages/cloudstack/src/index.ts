import type {} from '@cloud/core/registry'

export {
  type AclRuleWire,
  type CreateAclRule,
  createAclRule,
  deleteAclRule,
  listAclRules,
} from './acl-rules.ts'
export {
  type Acl,
  type AclWire,
  type CreateAcl,
  createAcl,
  deleteAcl,
  getAcl,
  listAcls,
  setNetworkAcl,
} from './acls.ts'
export { addresses, type CloudStackCreateAddress } from './addresses.ts'
export type { AddressWire, CloudStackAddress, CloudStackAddressNative } from './addresses-wire.ts'
export {
  type AffinityGroup,
  type AffinityGroupWire,
  type CreateAffinityGroup,
  createAffinityGroup,
  deleteAffinityGroup,
  listAffinityGroups,
  listAffinityGroupTypes,
  setAffinityGroups,
} from './affinity-groups.ts'
export { algorithms } from './algorithms.ts'
export type { CloudStackCreateBalancer } from './balancer-plan.ts'
export { type Balancers, balancers, type CloudStackChangeBalancer } from './balancers.ts'
export { type Brand, cloudStack } from './brand.ts'
export type { CloudStackCreateImage, TemplateSettings } from './check-template.ts'
export { type CloudStackClient, type CloudStackOptions, cloudStackClient } from './client.ts'
export { type CloudStack, compute } from './compute.ts'
export type { CloudStackCreateNode } from './create-node.ts'
export type { CloudStackCreateVolume } from './create-volume.ts'
export { type DiskOfferingWire, listDiskOfferings } from './disk-offerings.ts'
export { type CloudStackCreateFirewall, firewalls } from './firewalls.ts'
export type {
  CloudStackFirewall,
  CloudStackPeers,
  CloudStackRule,
  SecurityGroupWire,
  SecurityRuleWire,
} from './firewalls-wire.ts'
export { getNode } from './get-node.ts'
export { healthChecks } from './health-checks.ts'
export {
  createImageOf,
  getImagePermissions,
  type ImageOf,
  type ImagePermissions,
  listOsTypes,
  type OsTypeWire,
  type RegisterImage,
  registerImage,
  type ShareImage,
  shareImage,
} from './image-functions.ts'
export { listImages } from './images.ts'
export type { CloudStackImage, CloudStackImageNative, TemplateWire } from './images-wire.ts'
export {
  attachIso,
  deleteIso,
  detachIso,
  getIso,
  type Iso,
  type IsoWire,
  listIsos,
  type RegisterIso,
  registerIso,
  waitForIso,
} from './isos.ts'
export { type CompletedJob, getJob, type Job, listJobs, waitForJob } from './job-functions.ts'
export type { JobWire } from './jobs.ts'
export { type CloudStackKeyPair, keyPairs } from './key-pairs.ts'
export { listLimits, type ResourceLimit, type ResourceLimitWire } from './limits.ts'
export { listNodes } from './list-nodes.ts'
export { type CloudStackLoadBalancers, loadBalancers } from './load-balancers.ts'
export type {
  CloudStackAlgorithm,
  CloudStackBalancer,
  CloudStackBalancerNative,
  LoadBalancerWire,
} from './load-balancers-wire.ts'
export { type CloudStackLocation, locations } from './locations.ts'
export type { KeyPairWire } from './login-keys.ts'
export { listNetworkOfferings, type NetworkOfferingWire } from './network-offerings.ts'
export {
  type CreateEgressRule,
  type CreateFirewallRule,
  type CreatePortForwarding,
  createEgressRule,
  createFirewallRule,
  createPortForwarding,
  deleteEgressRule,
  deleteFirewallRule,
  deletePortForwarding,
  type FirewallRuleWire,
  listEgressRules,
  listFirewallRules,
  listPortForwardings,
  type PortForwardingWire,
} from './network-rules.ts'
export { type CloudStackCreateNetwork, networks } from './networks.ts'
export type { CloudStackNetwork, NetworkServiceWire, NetworkWire } from './networks-wire.ts'
export { attachNic, detachNic, listNics, type Nic, setDefaultNic } from './nics.ts'
export { expungeNode, getConsoleUrl, recoverNode, renameNode } from './node-functions.ts'
export { nodes } from './nodes.ts'
export type { CloudStackNode, CloudStackNodeNative, NicWire, VirtualMachineWire } from './nodes-wire.ts'
export { images } from './own-images.ts'
export { getPassword, resetPassword } from './passwords.ts'
export {
  activateProject,
  type CreateProject,
  createProject,
  deleteProject,
  getProject,
  listProjects,
  type Project,
  type ProjectWire,
  suspendProject,
  updateProject,
} from './projects.ts'
export { rebuildNode } from './rebuild-node.ts'
export { type CloudStackResize, resize } from './resize.ts'
export { type CloudStackSize, type ServiceOfferingWire, sizes } from './sizes.ts'
export { copySnapshot, revertSnapshot } from './snapshot-functions.ts'
export { snapshots } from './snapshots.ts'
export type { CloudStackSnapshot, CloudStackSnapshotNative, SnapshotWire } from './snapshots-wire.ts'
export { stickiness } from './stickiness.ts'
export { type CloudStackTagged, tags } from './tags.ts'
export { userDataLimit } from './user-data-limit.ts'
export { volumes } from './volumes.ts'
export type { CloudStackVolume, CloudStackVolumeNative, VolumeWire } from './volumes-wire.ts'
export {
  type CreateVpc,
  createVpc,
  deleteVpc,
  getVpc,
  listVpcOfferings,
  listVpcs,
  type Vpc,
  type VpcOfferingWire,
  type VpcWire,
} from './vpcs.ts'
export {
  type CreateVpnConnection,
  createVpnConnection,
  deleteVpnConnection,
  getVpnConnection,
  listVpnConnections,
  resetVpnConnection,
  type VpnConnection,
  type VpnConnectionWire,
} from './vpn-connections.ts'
export {
  type CreateVpnCustomerGateway,
  createVpnCustomerGateway,
  deleteVpnCustomerGateway,
  getVpnCustomerGateway,
  listVpnCustomerGateways,
  type VpnCustomerGateway,
  type VpnCustomerGatewayWire,
} from './vpn-customer-gateways.ts'
export {
  createVpnGateway,
  deleteVpnGateway,
  getVpnGateway,
  listVpnGateways,
  type VpnGateway,
  type VpnGatewayWire,
} from './vpn-gateways.ts'
export type { ZoneWire } from './zones.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    cloudstack: typeof import('@cloud/cloudstack')
  }
}
