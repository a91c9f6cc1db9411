import { type Abilities, type Compute, supports } from '@cloud/core'
import type { Context } from './context.ts'
import { judged } from './expect.ts'
import type { AbilityName, Hook } from './options.ts'

/** One sentence of the contract as a program: resolves where the driver keeps it, and rejects with what it did instead. */
export interface Case<C = Context> {
  readonly area: string
  /** Unique in the whole suite; names the case in `skip`. */
  readonly title: string
  readonly needs: Needs
  readonly run: (context: C) => Promise<void>
}

/** What a case cannot run without. Where it lacks, the case is reported as skipped, with the reason. */
export interface Needs {
  readonly abilities?: readonly (keyof Abilities)[]
  readonly hook?: Hook
  /** A list of two pages. */
  readonly pages?: true
}

/** Cases by their titles. */
export type Cases<C> = Readonly<Record<string, (context: C) => Promise<void>>>

/** What a driver of all these abilities has. */
export type AllOf<A extends readonly (keyof Abilities)[]> = A extends readonly [
  infer First extends keyof Abilities,
  ...infer Rest extends readonly (keyof Abilities)[],
]
  ? Abilities[First] & AllOf<Rest>
  : unknown

/** The cases of an area that every driver must pass, where the suite was given what they need. */
export function casesOf<C = Context>(area: string, cases: Cases<C>, needs: Needs = {}): readonly Case<C>[] {
  return Object.entries(cases).map(([title, run]) => ({ area, title, needs, run: judging(run) }))
}

function judging<C>(run: (context: C) => Promise<void>): (context: C) => Promise<void> {
  return async (context) => {
    try {
      await run(context)
    } catch (error) {
      throw judged(error)
    }
  }
}

/** The cases of an area about one ability of compute, run where the driver has it. */
export function casesOfAbility<A extends AbilityName>(
  area: string,
  ability: A,
  cases: Cases<Context<Compute & Abilities[A]>>,
  needs?: Needs,
): readonly Case[] {
  return ableCases<Context, Context<Compute & Abilities[A]>>(area, [ability], cases, needs)
}

/** The cases of an area that take several abilities of compute, run where the driver has them all. */
export function casesOfAbilities<const A extends readonly AbilityName[]>(
  area: string,
  abilities: A,
  cases: Cases<Context<Compute & AllOf<A>>>,
  needs?: Needs,
): readonly Case[] {
  return ableCases<Context, Context<Compute & AllOf<A>>>(area, abilities, cases, needs)
}

/** Cases for contexts `Able`, whose driver has these abilities, as cases for contexts whose driver may have them. */
export function ableCases<C extends { readonly driver: object }, Able extends C>(
  area: string,
  abilities: readonly (keyof Abilities)[],
  cases: Cases<Able>,
  needs: Needs = {},
): readonly Case<C>[] {
  const whole = Object.entries(cases).map(([title, run]) => {
    const checked = async (context: C) => {
      const lacking = abilities.find((ability) => !supports(context.driver, ability))
      if (lacking !== undefined) throw new Error(`the driver has no ${lacking}`)
      await run(context as Able)
    }
    return [title, checked] as const
  })
  return casesOf<C>(area, Object.fromEntries(whole), { ...needs, abilities })
}
