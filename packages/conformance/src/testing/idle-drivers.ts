import { CloudError } from '@cloud/core'
import { listing } from '@cloud/core/driver'
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

const calls =
  'getNode createNode rebootNode destroyNode startNode stopNode getKeyPair createKeyPair importKeyPair deleteKeyPair getConsoleOutput listHostKeys'
const lists = 'listNodes listSizes listImages listLocations listKeyPairs'

function everyMember(answer: () => Promise<undefined>): MemoryDriver {
  const list = () => listing(async () => (await answer()) ?? { items: [] })
  return Object.fromEntries([
    ...calls.split(' ').map((member) => [member, answer]),
    ...lists.split(' ').map((member) => [member, list]),
  ]) as unknown as MemoryDriver
}
