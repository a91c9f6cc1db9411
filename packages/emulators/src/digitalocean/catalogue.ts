import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { regionWire } from './region-catalogue.ts'
import { sizeWire } from './size-catalogue.ts'

export const catalogue: Operations<'regions_list' | 'sizes_list'> = {
  regions_list: operation((cloud, call) => page(cloud, call, 'regions', cloud.regions, regionWire)),

  sizes_list: operation((cloud, call) => page(cloud, call, 'sizes', [...cloud.sizes.values()], sizeWire)),
}
