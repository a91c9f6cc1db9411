import type { DriverEntry } from '../operation.ts'
import { account } from './account.ts'
import { balancing } from './balancing.ts'
import { collections } from './collections.ts'
import { disks } from './disks.ts'
import { connect, type Driver } from './driver.ts'
import { networking } from './networking.ts'
import { nodes } from './nodes.ts'

export const gce: DriverEntry<Driver> = {
  name: 'gce',
  endpoint: (local) => local.gce.endpoint,
  connect,
  operations: [...nodes, ...account, ...disks, ...networking, ...balancing, ...collections],
  chosen: [
    'listNodes',
    'createNode',
    'rebootNode',
    'destroyNode',
    'stopNode',
    'setTags',
    'importKeyPair',
    'createVolume',
    'attachVolume',
    'createFirewall',
    'createBalancer',
    'shareImage',
  ],
}
