import type {} from '@cloud/core/registry'

export type { AcmeCredentials } from './authentication.ts'
export { type Balancers, balancers } from './balancers.ts'
export type { AcmeBalancer, BalancerWire, MemberWire } from './balancers-wire.ts'
export { type Buckets, type BucketWire, buckets } from './buckets.ts'
export { type Catalogue, catalogue, type ImageWire, type LocationWire, type SizeWire } from './catalogue.ts'
export { type AcmeClient, type AcmeOptions, acmeClient } from './client.ts'
export { type Acme, compute } from './compute.ts'
export { type AcmeKeyPair, keyPairs, type SshKeyWire } from './key-pairs.ts'
export { type AcmeLoadBalancers, loadBalancers } from './load-balancers.ts'
export { type AcmeCreateNode, type Nodes, nodes } from './nodes.ts'
export type { AcmeNode, ServerWire } from './nodes-wire.ts'
export { type Objects, objects } from './objects.ts'
export type { AcmeObject, ObjectWire } from './objects-wire.ts'
export { type AcmeStorage, storage } from './storage.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    acme: typeof import('./index.ts')
  }
}
