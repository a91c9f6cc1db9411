import { CloudError } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import { abilityMembers } from '../abilities.ts'
import type { MemoryDriver } from './memory-driver.ts'

/** A driver whose calls all resolve with nothing, and whose lists are empty. */
export function silentDriver(): MemoryDriver {
  return everyMember(async () => undefined)
}

/** A driver whose calls all reject. */
export function refusingDriver(): MemoryDriver {
  return everyMember(async () => {
    throw new CloudError('no', { code: 'unknown' })
  })
}

const computeMembers = [
  ...['listNodes', 'getNode', 'createNode', 'rebootNode', 'destroyNode'],
  ...['listSizes', 'listImages', 'listLocations'],
]

function everyMember(answer: () => Promise<undefined>): MemoryDriver {
  const list = () => listing(async () => (await answer()) ?? { items: [] })
  const all = [...computeMembers, ...Object.values(abilityMembers).flat()]
  // Of the members called list..., this one gives no Listing.
  const isList = (member: string) => member.startsWith('list') && member !== 'listHostKeys'
  return Object.fromEntries(
    all.map((member) => [member, isList(member) ? list : answer]),
  ) as unknown as MemoryDriver
}
