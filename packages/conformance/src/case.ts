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
  readonly ability?: AbilityName
  readonly hook?: Hook
}

type Cases<D extends Compute> = Readonly<Record<string, (context: Context<D>) => Promise<void>>>

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
): readonly Case[] {
  return Object.entries(cases).map(([title, run]) => ({
    area,
    title,
    needs: { ability },
    run: async (context) => {
      const { driver } = context
      if (!supports(driver, ability)) throw new TypeError(`the driver has no ${ability}`)
      await run({ ...context, driver })
    },
  }))
}
