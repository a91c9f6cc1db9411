export type { HostAndPort } from './balancing/balancing.ts'
export type { Times } from './centre/times.ts'
export type { Clock } from './clock.ts'
export { systemClock } from './clock.ts'
export type { CloudStackLimits, CloudStackOptions } from './cloudstack/cloud.ts'
export { cloudstackDiskOfferings } from './cloudstack/disk-offerings.ts'
export type { CloudStackInventory, InventoryVirtualMachine } from './cloudstack/inventory.ts'
export { cloudstackNetworkOfferings } from './cloudstack/network-offerings.ts'
export { cloudstackOfferings } from './cloudstack/service-offerings.ts'
export { cloudstackTemplates } from './cloudstack/template.ts'
export { cloudstackVpcOffering } from './cloudstack/vpc.ts'
export { cloudstackZones } from './cloudstack/zones.ts'
export type { DigitalOceanOptions } from './digitalocean/cloud.ts'
export type { DigitalOceanInventory, InventoryDroplet } from './digitalocean/inventory.ts'
export type { Limits } from './ec2/action.ts'
export type {
  DiskInventory,
  InventoryImage,
  InventorySnapshot,
  InventoryVolume,
} from './ec2/disk-inventory.ts'
export type { Ec2Credentials } from './ec2/front.ts'
export { ec2Images } from './ec2/images.ts'
export type { Ec2Inventory, InventoryKeyPair, InventoryNode } from './ec2/inventory.ts'
export type {
  InventoryAddress,
  InventoryInternetGateway,
  InventoryNetworkInterface,
  InventoryRouteTable,
  InventorySecurityGroup,
  InventorySubnet,
  InventoryVpc,
  NetworkInventory,
} from './ec2/network/network-inventory.ts'
export type { SkewCode } from './ec2/skew.ts'
export type { ElbLimits, ElbOptions } from './elb/action.ts'
export type {
  ElbInventory,
  InventoryListener,
  InventoryLoadBalancer,
  InventoryTargetGroup,
} from './elb/inventory.ts'
export type { WireFaultCase } from './fault-proxy/cases.ts'
export { wireFaultCases } from './fault-proxy/cases.ts'
export type { WireEffect, WireFaultEntry, WireFaultKind, WirePhase } from './fault-proxy/kinds.ts'
export { effectOf, wireFaultKinds, wireFaults } from './fault-proxy/kinds.ts'
export type { ProxiedRequest } from './fault-proxy/proxied-request.ts'
export type { FaultProxy, FaultProxyOptions, WireFaults } from './fault-proxy/start-fault-proxy.ts'
export { startFaultProxy } from './fault-proxy/start-fault-proxy.ts'
export type { Direction, RequestHead, WireFault } from './fault-proxy/wire-fault.ts'
export type { Fault, FaultKind, Faults } from './faults.ts'
export type { GceOptions } from './gce/cloud.ts'
export type { GceAccess } from './gce/gce.ts'
export type { GceInventory, InventoryInstance, InventoryResource } from './gce/inventory.ts'
export type { QuotaMetric } from './gce/quotas.ts'
export type { GceCredentials } from './gce/service-account.ts'
export type { LoggedRequest } from './http/request-log.ts'
export { gatewaySocket, type SocketTarget } from './machines/gateway-socket.ts'
export { sshdUnavailable } from './machines/sshd/availability.ts'
export type { CloudOptions, Inventory, LocalCloud } from './options.ts'
export type { RetryAfter, RetryAfterSpelling } from './retry-after.ts'
export { retryAfterSpellings } from './retry-after.ts'
export type { S3Credentials, S3Options } from './s3/cloud.ts'
export type {
  InventoryBucket,
  InventoryObject,
  InventoryUpload,
  S3Inventory,
} from './s3/inventory.ts'
export { startCloud } from './start-cloud.ts'
export type { VirtualClock, VirtualClockOptions } from './virtual-clock.ts'
export { virtualClock } from './virtual-clock.ts'
