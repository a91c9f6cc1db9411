import type { DriverEntry } from '../operation.ts'
import { account } from './account.ts'
import { balancing } from './balancing.ts'
import { catalogues } from './catalogues.ts'
import { disks } from './disks.ts'
import { connect, type Driver } from './driver.ts'
import { keyPairs } from './keys.ts'
import { networking } from './networking.ts'
import { nodes } from './nodes.ts'
import { vpcs } from './vpcs.ts'

export const cloudstack: DriverEntry<Driver> = {
  name: 'cloudstack',
  endpoint: (local) => local.cloudstack.endpoint,
  connect,
  operations: [
    ...nodes,
    ...keyPairs,
    ...catalogues,
    ...disks,
    ...networking,
    ...vpcs,
    ...balancing,
    ...account,
  ],
  chosen: [
    'listNodes',
    'createNode',
    'rebootNode',
    'destroyNode',
    'importKeyPair',
    'deleteKeyPair',
    'createVolume',
    'attachVolume',
    'setFirewallRules',
    'attachFirewall',
    'createAddress',
    'createBalancer',
  ],
}
