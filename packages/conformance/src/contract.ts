import type { Case } from './case.ts'

/** What a suite is about, by the name of its interface. */
export type Contract = 'Compute' | 'LoadBalancers' | 'Storage'

/** The reason to skip what a driver has not. */
export const lacks = (ability: string): string => `the driver has no ${ability}`

/** What a case is about: the first ability that it cannot do without, else the contract itself. */
export const abilityOf = (
  { contract }: { readonly contract: Contract },
  one: Case<never> | undefined,
): string => one?.needs.abilities?.[0] ?? contract
