import type {} from '@cloud/core/registry'

export type { OperationWire } from '@cloud/google'
export { addresses, type GceCreateAddress } from './addresses.ts'
export type { AddressWire, GceAddress } from './addresses-wire.ts'
export { balancerHealthChecks } from './balancer-health-checks.ts'
export { balancerListeners } from './balancer-listeners.ts'
export { type Balancers, balancers } from './balancers.ts'
export type { BalancerWire, ForwardingRuleWire, GceBalancer, TargetPoolWire } from './balancers-wire.ts'
export {
  getNodeMetadata,
  type MetadataChanges,
  setAutoDelete,
  setNetworkTags,
  setNodeMetadata,
  setProjectMetadata,
  setScheduling,
} from './change-node.ts'
export { resumeNode, suspendNode } from './change-power.ts'
export type { GceCreateBalancer } from './check-balancer.ts'
export { type GceClient, type GceOptions, gceClient } from './client.ts'
export type { Catalogue, Collection, Given, ResourceWire } from './collections.ts'
export { compute, type Gce } from './compute.ts'
export { consoleOutput } from './console.ts'
export type { GceCreateVolume } from './create-volume.ts'
export { firewalls, type GceCreateFirewall } from './firewalls.ts'
export type { FirewallWire, GceFirewall, GcePeers, GceRule } from './firewalls-wire.ts'
export { getNode } from './get-node.ts'
export {
  type BackendHealthWire,
  type GroupInstanceWire,
  getBackendHealth,
  listGroupInstances,
  listManagedInstances,
  type ManagedInstanceWire,
} from './group-functions.ts'
export {
  deprecateImage,
  latestImage,
  shareImage,
  unshareImage,
} from './image-functions.ts'
export { listImages } from './images.ts'
export type { DeprecatedWire, GceImage, ImageWire } from './images-wire.ts'
export { keyPairs } from './key-pairs.ts'
export { listNodes } from './list-nodes.ts'
export { type GceLoadBalancers, loadBalancers } from './load-balancers.ts'
export { type GceLocation, locations, type ZoneWire } from './locations.ts'
export { createImageOf, type ImageOf, type ImportImage, importImage } from './make-image.ts'
export { type GceCreateNetwork, networks } from './networks.ts'
export type { GceNetwork, NetworkWire } from './networks-wire.ts'
export type { BootDisk, GceCreateNode } from './node-options.ts'
export { nodes } from './nodes.ts'
export type { GceNode, InstanceWire } from './nodes-wire.ts'
export { getOperation, listOperations, waitForOperation } from './operations.ts'
export { type GceCreateImage, images } from './own-images.ts'
export { getProject, type ProjectWire, type QuotaWire } from './project-functions.ts'
export {
  acceleratorTypes,
  autoscalers,
  backendServices,
  diskTypes,
  firewallRules,
  forwardingRules,
  globalAddresses,
  globalForwardingRules,
  healthChecks,
  httpHealthChecks,
  instanceGroupManagers,
  instanceGroups,
  instanceTemplates,
  regions,
  routes,
  sslCertificates,
  subnetworks,
  targetHttpProxies,
  targetHttpsProxies,
  targetInstances,
  targetPools,
  urlMaps,
} from './provider-collections.ts'
export { resize } from './resize.ts'
export { type GceSize, type MachineTypeWire, sizes } from './sizes.ts'
export { type GceCreateSnapshot, snapshots } from './snapshots.ts'
export type { GceSnapshot, SnapshotWire } from './snapshots-wire.ts'
export type { GceKeyPair, SshKeyWire } from './ssh-keys.ts'
export { type GceTagged, tags } from './tags.ts'
export { userDataLimit } from './user-data-limit.ts'
export { volumes } from './volumes.ts'
export type { DiskWire, GceVolume } from './volumes-wire.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    gce: typeof import('@cloud/gce')
  }
}
