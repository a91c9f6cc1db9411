import { CloudError } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import { abilityMembers, balancerAbilityMembers, balancerMembers } from '../abilities.ts'
import type { MemoryDriver } from './memory-driver.ts'
import type { MemoryLoadBalancers } from './memory-load-balancers.ts'

/** Drivers of both kinds whose calls all resolve with nothing, and whose lists are empty. */
export function silentDriver(): MemoryDriver & MemoryLoadBalancers {
  return everyMember(async () => undefined)
}

/** Drivers of both kinds whose calls all reject. */
export function refusingDriver(): MemoryDriver & MemoryLoadBalancers {
  return everyMember(async () => {
    throw new CloudError('no', { code: 'unknown' })
  })
}

const computeMembers = [
  ...['listNodes', 'getNode', 'createNode', 'rebootNode', 'destroyNode'],
  ...['listSizes', 'listImages', 'listLocations'],
]

function everyMember(answer: () => Promise<undefined>): MemoryDriver & MemoryLoadBalancers {
  const list = () => listing(async () => (await answer()) ?? { items: [] })
  const abilities = { ...abilityMembers, ...balancerAbilityMembers }
  const all = [...computeMembers, ...balancerMembers, ...Object.values(abilities).flat()]
  // Of the members called list..., this one gives no Listing.
  const isList = (member: string) => member.startsWith('list') && member !== 'listHostKeys'
  return Object.fromEntries(
    all.map((member) => [member, isList(member) ? list : answer]),
  ) as unknown as MemoryDriver & MemoryLoadBalancers
}
