import type { Abilities } from '@cloud/core'
import type { AbilityName } from './options.ts'

type Members = { readonly [A in AbilityName]: readonly (keyof Abilities[A] & string)[] }

/** What each ability consists of: the suite's own list, so that a member missing in core's shows. */
export const abilityMembers: Members = {
  Power: ['startNode', 'stopNode'],
  KeyPairs: ['listKeyPairs', 'getKeyPair', 'createKeyPair', 'importKeyPair', 'deleteKeyPair'],
  Console: ['getConsoleOutput'],
  HostKeys: ['listHostKeys'],
}

export const abilityNames: readonly AbilityName[] = Object.keys(abilityMembers) as AbilityName[]
