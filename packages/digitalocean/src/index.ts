import type {} from '@cloud/core/registry'

export { type Account, type AccountWire, getAccount } from './account.ts'
export { type Action, getAction, listActions, listNodeActions } from './action-history.ts'
export type { ActionWire } from './actions.ts'
export { addresses } from './addresses.ts'
export type { AddressWire, DigitalOceanAddress, ReservedIpv6Wire, ReservedIpWire } from './addresses-wire.ts'
export type { DigitalOceanCreateBalancer } from './balancer-body.ts'
export type { DigitalOceanChangeBalancer, DigitalOceanGlobalSettings } from './balancer-settings.ts'
export { type Balancers, balancers } from './balancers.ts'
export { certificates } from './certificates.ts'
export type { CertificateWire, DigitalOceanCertificate } from './certificates-wire.ts'
export { convertImage, renameImage } from './change-image.ts'
export {
  type BackupPolicy,
  disableBackups,
  enableBackups,
  enableIpv6,
  rebuildNode,
  renameNode,
  resetPassword,
  restoreNode,
} from './change-node.ts'
export type { DigitalOceanCreateFirewall } from './check-firewall.ts'
export { type DigitalOceanClient, type DigitalOceanOptions, digitalOceanClient } from './client.ts'
export { compute, type DigitalOcean } from './compute.ts'
export type { DigitalOceanCreateAddress } from './create-address.ts'
export type { DigitalOceanCreateNode } from './create-node.ts'
export type { DigitalOceanCreateVolume } from './create-volume.ts'
export { type CustomImage, createCustomImage } from './custom-image.ts'
export { firewalls } from './firewalls.ts'
export type {
  DigitalOceanFirewall,
  DigitalOceanPeers,
  DigitalOceanRule,
  FirewallWire,
  PeersWire,
  RuleWire,
} from './firewalls-wire.ts'
export type { DigitalOceanListener, ForwardingRuleWire } from './forwarding-rules-wire.ts'
export { getNode } from './get-node.ts'
export { healthChecks } from './health-checks.ts'
export type { HealthCheckWire } from './health-checks-wire.ts'
export { listImages } from './images.ts'
export type { DigitalOceanImage, ImageWire } from './images-wire.ts'
export { type DigitalOceanKeyPair, keyPairs } from './key-pairs.ts'
export { listNodes } from './list-nodes.ts'
export { type BalancerListeners, listeners } from './listeners.ts'
export { type DigitalOceanLoadBalancers, loadBalancers } from './load-balancers.ts'
export type {
  DigitalOceanBalancer,
  DomainWire,
  GlobalSettingsWire,
  LoadBalancerWire,
  StickySessionsWire,
} from './load-balancers-wire.ts'
export { type DigitalOceanLocation, locations, type RegionWire } from './locations.ts'
export { listNeighbors } from './neighbors.ts'
export { type DigitalOceanCreateNetwork, networks } from './networks.ts'
export type { DigitalOceanNetwork, VpcWire } from './networks-wire.ts'
export { nodes } from './nodes.ts'
export type { DigitalOceanNode, DropletWire } from './nodes-wire.ts'
export { images } from './own-images.ts'
export { assignResources, listProjectResources, type ProjectResourceWire } from './project-resources.ts'
export {
  type CreateProject,
  createProject,
  deleteProject,
  listProjects,
  type UpdateProject,
  updateProject,
} from './projects.ts'
export type { Environment, Project, ProjectMember, ProjectWire } from './projects-wire.ts'
export { purgeCache } from './purge-cache.ts'
export { type RequestCertificate, requestCertificate } from './request-certificate.ts'
export { type DigitalOceanResize, resize } from './resize.ts'
export { type DigitalOceanSize, type SizeWire, sizes } from './sizes.ts'
export { snapshots } from './snapshots.ts'
export type { DigitalOceanSnapshot, SnapshotWire } from './snapshots-wire.ts'
export { removeSpentTags } from './spent-tags.ts'
export { stickiness } from './stickiness.ts'
export { type SpacesOptions, storage } from './storage.ts'
export { type DigitalOceanTagged, tags } from './tags.ts'
export {
  acceptImage,
  cancelTransfer,
  declineImage,
  type ImageRecipient,
  transferImage,
} from './transfer-image.ts'
export { userDataLimit } from './user-data-limit.ts'
export { volumes } from './volumes.ts'
export type { DigitalOceanVolume, VolumeWire } from './volumes-wire.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    digitalocean: typeof import('@cloud/digitalocean')
  }
}
