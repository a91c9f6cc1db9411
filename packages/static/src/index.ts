import type {} from '@cloud/core/registry'

export { compute, type StaticCompute, type StaticOptions } from './compute.ts'
export type { Inventory, InventoryNode, StaticNode } from './inventory.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    static: typeof import('@cloud/static')
  }
}
