import type {} from '@cloud/core/registry'

export { type Brand, cloudStack } from './brand.ts'
export { type CloudStackClient, type CloudStackOptions, cloudStackClient } from './client.ts'
export { type CloudStack, compute } from './compute.ts'
export type { CloudStackCreateNode } from './create-node.ts'
export { listImages } from './images.ts'
export type { CloudStackImage, TemplateWire } from './images-wire.ts'
export { type CompletedJob, getJob, type Job, listJobs, waitForJob } from './job-functions.ts'
export type { JobWire } from './jobs.ts'
export { type CloudStackKeyPair, keyPairs } from './key-pairs.ts'
export { type CloudStackLocation, locations } from './locations.ts'
export type { KeyPairWire } from './login-keys.ts'
export { nodes } from './nodes.ts'
export type { CloudStackNode, CloudStackNodeNative, NicWire, VirtualMachineWire } from './nodes-wire.ts'
export { type CloudStackResize, resize } from './resize.ts'
export { type CloudStackSize, type ServiceOfferingWire, sizes } from './sizes.ts'
export { type CloudStackTagged, tags } from './tags.ts'
export type { ZoneWire } from './zones.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    cloudstack: typeof import('@cloud/cloudstack')
  }
}
