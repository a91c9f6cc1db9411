import type { DriverEntry } from '../operation.ts'
import { balancing } from './balancers.ts'
import { classicFunctions } from './classic-functions.ts'
import { classics } from './classics.ts'
import { connect, type Driver } from './driver.ts'
import { groups } from './groups.ts'
import { listening } from './listeners.ts'
import { settings } from './settings.ts'

export const elb: DriverEntry<Driver> = {
  name: 'elb',
  endpoint: (local) => local.elb.endpoint,
  connect,
  operations: [...balancing, ...settings, ...groups, ...listening, ...classics, ...classicFunctions],
  chosen: [
    'listBalancers',
    'createBalancer',
    'createBalancer (network)',
    'destroyBalancer',
    'attachMember',
    'detachMember',
    'addListener',
    'removeListener',
    'createTargetGroup',
    'createBalancer (classic)',
    'addListener (classic)',
    'setStickiness (classic)',
  ],
}
