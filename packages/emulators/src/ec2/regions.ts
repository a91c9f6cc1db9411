import { createTagStore } from '../centre/tags.ts'
import type { Ec2 } from './action.ts'
import { createEc2, type Ec2Options } from './ec2.ts'
import { regionNames } from './zones.ts'

/** EC2's regions: each has its own things, and all are in the one data centre. */
export interface Regions {
  readonly home: Ec2
  /** Undefined for what is no region. */
  readonly at: (name: string) => Ec2 | undefined
  /** Those that were asked for so far, the home region first. */
  readonly inUse: () => readonly Ec2[]
}

export function createRegions(options: Omit<Ec2Options, 'regionAt'>): Regions {
  const { centre, region: home } = options
  const names = new Set<string>([home, ...regionNames])
  const made = new Map<string, Ec2>()
  const make = (region: string): Ec2 => {
    // The things that every region has from the start have the same ids in each: their tags are kept apart.
    const own = region === home ? centre : { ...centre, tags: createTagStore() }
    const ec2 = createEc2({ ...options, centre: own, region, regionAt: at })
    made.set(region, ec2)
    return ec2
  }
  const at = (name: string) => made.get(name) ?? (names.has(name) ? make(name) : undefined)
  return { home: make(home), at, inUse: () => [...made.values()] }
}
