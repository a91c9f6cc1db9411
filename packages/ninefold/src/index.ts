import type {} from '@cloud/core/registry'

/** Of a CloudStack whose operator left it as it comes. */
export { userDataLimit } from '@cloud/cloudstack'
export { type NinefoldOptions, ninefold } from './brand.ts'
export { compute, type Ninefold } from './compute.ts'
export { loadBalancers, type NinefoldLoadBalancers } from './load-balancers.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    ninefold: typeof import('@cloud/ninefold')
  }
}
