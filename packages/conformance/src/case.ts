import { type Abilities, type Compute, supports } from '@cloud/core'
import type { Context } from './context.ts'
import type { AbilityName, Hook } from './options.ts'

/** One sentence of the contract as a program: resolves where the driver keeps it, and rejects with what it did instead. */
export interface Case {
  readonly area: string
  /** Unique in the whole suite; names the case in `skip`. */
  readonly title: string
  readonly needs: Needs
  readonly run: (context: Context) => Promise<void>
}

/** What a case cannot run without. Where it lacks, the case is reported as skipped, with the reason. */
export interface Needs {
  readonly abilities?: readonly AbilityName[]
  readonly hook?: Hook
}

export type Cases<D extends Compute> = Readonly<Record<string, (context: Context<D>) => Promise<void>>>

/** What a driver of all these abilities has. */
export type AllOf<A extends readonly AbilityName[]> = A extends readonly [
  infer First extends AbilityName,
  ...infer Rest extends readonly AbilityName[],
]
  ? Abilities[First] & AllOf<Rest>
  : unknown

/** The cases of an area that every driver must pass; with a hook, where the suite was given that option. */
export function casesOf(area: string, cases: Cases<Compute>, hook?: Hook): readonly Case[] {
  const needs: Needs = hook === undefined ? {} : { hook }
  return Object.entries(cases).map(([title, run]) => ({ area, title, needs, run }))
}

/** The cases of an area about one ability, run where the driver has it. */
export function casesOfAbility<A extends AbilityName>(
  area: string,
  ability: A,
  cases: Cases<Compute & Abilities[A]>,
  hook?: Hook,
): readonly Case[] {
  return casesOfAbilities<readonly [A]>(area, [ability], cases as Cases<Compute & AllOf<readonly [A]>>, hook)
}

/** The cases of an area that take several abilities, run where the driver has them all. */
export function casesOfAbilities<const A extends readonly AbilityName[]>(
  area: string,
  abilities: A,
  cases: Cases<Compute & AllOf<A>>,
  hook?: Hook,
): readonly Case[] {
  const needs: Needs = { abilities, ...(hook === undefined ? {} : { hook }) }
  return Object.entries(cases).map(([title, run]) => ({
    area,
    title,
    needs,
    run: async (context) => {
      const { driver } = context
      const lacking = abilities.find((ability) => !supports(driver, ability))
      if (lacking !== undefined) throw new TypeError(`the driver has no ${lacking}`)
      await run({ ...context, driver: driver as Compute & AllOf<A> })
    },
  }))
}
