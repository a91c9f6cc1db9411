import { compute, type Ec2 } from '@cloud/ec2'
import type { DriverEntry } from '../operation.ts'
import { account } from './account.ts'
import { disks } from './disks.ts'
import { guarding } from './guarding.ts'
import { images } from './images.ts'
import { interfaces } from './interfaces.ts'
import { networks } from './networks.ts'
import { nodeFunctions } from './node-functions.ts'
import { nodes } from './nodes.ts'
import { routes } from './routes.ts'
import { seen } from './seen.ts'

export const ec2: DriverEntry<Ec2> = {
  name: 'ec2',
  endpoint: (local) => local.ec2.endpoint,
  connect: (local, options) => compute({ ...local.ec2, ...options }),
  seen,
  operations: [
    ...nodes,
    ...nodeFunctions,
    ...account,
    ...disks,
    ...images,
    ...guarding,
    ...networks,
    ...routes,
    ...interfaces,
  ],
  chosen: [
    'listNodes',
    'getNode',
    'createNode',
    'rebootNode',
    'destroyNode',
    'stopNode',
    'getConsoleOutput',
    'getKeyPair',
    'createKeyPair',
    'importKeyPair',
    'deleteKeyPair',
    'createAddress',
  ],
}
