import type { DriverEntry } from '../operation.ts'
import { account } from './account.ts'
import { balancers } from './balancers.ts'
import { certificates } from './certificates.ts'
import { connect, type Driver } from './driver.ts'
import { images } from './images.ts'
import { labels } from './labels.ts'
import { networking } from './networking.ts'
import { nodeChanges } from './node-changes.ts'
import { nodes } from './nodes.ts'
import { transfers } from './transfers.ts'
import { volumes } from './volumes.ts'

export const digitalocean: DriverEntry<Driver> = {
  name: 'digitalocean',
  endpoint: (local) => local.digitalocean.endpoint,
  connect,
  operations: [
    ...nodes,
    ...nodeChanges,
    ...account,
    ...volumes,
    ...images,
    ...transfers,
    ...networking,
    ...labels,
    ...balancers,
    ...certificates,
  ],
  chosen: [
    'listNodes',
    'getNode',
    'createNode',
    'rebootNode',
    'destroyNode',
    'importKeyPair',
    'deleteKeyPair',
    'createVolume',
    'attachVolume',
    'createSnapshot',
    'setFirewallRules',
    'createAddress',
  ],
}
