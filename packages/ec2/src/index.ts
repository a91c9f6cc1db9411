import type {} from '@cloud/core/registry'

export type { AwsCredentials } from '@cloud/aws'
export { type Ec2Client, ec2Client } from './client.ts'
export { compute, type Ec2, type Ec2Options } from './compute.ts'
export { consoleOutput } from './console.ts'
export type { Ec2CreateNode } from './create-node.ts'
export { images } from './images.ts'
export type { Ec2Image, ImageWire } from './images-wire.ts'
export { keyPairs } from './key-pairs.ts'
export type { Ec2KeyPair, KeyPairWire } from './key-pairs-wire.ts'
export { locations } from './locations.ts'
export type { Ec2Location, ZoneWire } from './locations-wire.ts'
export { nodes } from './nodes.ts'
export type { Ec2Node, InstanceWire } from './nodes-wire.ts'
export { sizes } from './sizes.ts'
export type { Ec2Size, InstanceTypeWire } from './sizes-wire.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    ec2: typeof import('@cloud/ec2')
  }
}
