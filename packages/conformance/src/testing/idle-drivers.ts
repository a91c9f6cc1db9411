import { CloudError } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import {
  abilityMembers,
  balancerAbilityMembers,
  balancerMembers,
  storageAbilityMembers,
  storageMembers,
} from '../abilities.ts'
import type { MemoryDriver } from './memory-driver.ts'
import type { MemoryLoadBalancers } from './memory-load-balancers.ts'
import type { MemoryStorage } from './memory-storage.ts'

type Idle = MemoryDriver & MemoryLoadBalancers & MemoryStorage

/** Drivers of every kind whose calls all resolve with nothing, and whose lists are empty. */
export function silentDriver(): Idle {
  return everyMember(async () => undefined)
}

/** Drivers of every kind whose calls all reject. */
export function refusingDriver(): Idle {
  return everyMember(async () => {
    throw new CloudError('no', { code: 'unknown' })
  })
}

const computeMembers = [
  ...['listNodes', 'getNode', 'createNode', 'rebootNode', 'destroyNode'],
  ...['listSizes', 'listImages', 'listLocations'],
]

function everyMember(answer: () => Promise<undefined>): Idle {
  const list = () => listing(async () => (await answer()) ?? { items: [] })
  const abilities = { ...abilityMembers, ...balancerAbilityMembers, ...storageAbilityMembers }
  const all = [...computeMembers, ...balancerMembers, ...storageMembers, ...Object.values(abilities).flat()]
  // Of the members called list..., this one gives no Listing.
  const isList = (member: string) => member.startsWith('list') && member !== 'listHostKeys'
  return Object.fromEntries(all.map((member) => [member, isList(member) ? list : answer])) as unknown as Idle
}
