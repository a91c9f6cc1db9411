import { compute, type DigitalOcean } from '@cloud/digitalocean'
import type { DriverEntry } from '../operation.ts'
import { account } from './account.ts'
import { images } from './images.ts'
import { labels } from './labels.ts'
import { networking } from './networking.ts'
import { nodeChanges } from './node-changes.ts'
import { nodes } from './nodes.ts'
import { transfers } from './transfers.ts'
import { volumes } from './volumes.ts'

export const digitalocean: DriverEntry<DigitalOcean> = {
  name: 'digitalocean',
  endpoint: (local) => local.digitalocean.endpoint,
  connect: (local, options) => compute({ ...local.digitalocean, region: 'fra1', ...options }),
  operations: [
    ...nodes,
    ...nodeChanges,
    ...account,
    ...volumes,
    ...images,
    ...transfers,
    ...networking,
    ...labels,
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
