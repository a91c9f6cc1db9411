import { createTagStore } from '../centre/tags.ts'
import type { Ec2 } from '../ec2/action.ts'
import type { Regions } from '../ec2/regions.ts'
import type { Elb, ElbLimits, ElbOptions } from './action.ts'
import { classicFrontend } from './classic/frontend.ts'
import { v2Frontend } from './v2/frontend.ts'

/** Elastic Load Balancing in every region, on EC2's instances and networks there. */
export interface Elbs {
  readonly regions: Regions
  /** That of the region whose EC2 this is. */
  readonly of: (ec2: Ec2) => Elb
  /** Those that were asked for so far. */
  readonly inUse: () => readonly Elb[]
}

export function createElbs(regions: Regions, options: ElbOptions = {}): Elbs {
  const made = new Map<Ec2, Elb>()
  return {
    regions,
    of: (ec2) => {
      const elb = made.get(ec2) ?? createElb(ec2, options)
      made.set(ec2, elb)
      return elb
    },
    inUse: () => [...made.values()],
  }
}

/** What a new account has. */
const defaultLimits: Readonly<Record<keyof ElbLimits, number>> = {
  loadBalancers: 50,
  classicLoadBalancers: 20,
  targetGroups: 3_000,
  listeners: 50,
  rules: 100,
  targets: 1_000,
  certificates: 25,
}

function createElb(ec2: Ec2, { limits, certificates }: ElbOptions): Elb {
  const given = Object.entries(limits ?? {}).filter(([, limit]) => limit !== undefined)
  const elb: Elb = {
    ec2,
    limits: { ...defaultLimits, ...Object.fromEntries(given) },
    certificates: certificates && new Set(certificates),
    tags: createTagStore(),
    balancers: new Map(),
    targetGroups: new Map(),
    listeners: new Map(),
    rules: new Map(),
    classics: new Map(),
  }
  ec2.centre.balancing.add((host, port) => v2Frontend(elb, host, port) ?? classicFrontend(elb, host, port))
  ec2.centre.onGone(({ id }) => {
    for (const { targets } of elb.targetGroups.values()) {
      for (const [key, target] of targets) if (target.id === id) targets.delete(key)
    }
    for (const { members } of elb.classics.values()) members.delete(id)
  })
  return elb
}
