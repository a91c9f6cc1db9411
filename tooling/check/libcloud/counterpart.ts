import type { BaseMethods } from './base-methods.ts'

/** What stands here for something of Libcloud's: a name that is checked to exist, or a reason why there is none. */
export type Counterpart =
  | {
      /** `member` of the made driver, `own` or `core` function of the driver's package or of `@cloud/core`. */
      readonly kind: 'member' | 'own' | 'core'
      readonly name: string
      readonly how?: string | undefined
    }
  | {
      /** A member of what a call takes: `path` leads to it, `place` says in which of the call's arguments. */
      readonly kind: 'option'
      readonly of: string
      readonly path: string
      readonly place: number
      readonly how?: string | undefined
    }
  | { readonly kind: 'none'; readonly why: string }

export const member = (name: string, how?: string): Counterpart => ({ kind: 'member', name, how })
export const own = (name: string, how?: string): Counterpart => ({ kind: 'own', name, how })
export const core = (name: string, how?: string): Counterpart => ({ kind: 'core', name, how })
export const option = (of: string, path: string, how?: string, place = 0): Counterpart => ({
  kind: 'option',
  of,
  path,
  place,
  how,
})
export const none = (why: string): Counterpart => ({ kind: 'none', why })

type Rows<K extends string = string> = Readonly<Record<K, Counterpart | readonly Counterpart[]>>

/** One driver of Libcloud beside one of ours. */
export interface Comparison {
  /** The driver as Libcloud calls it, and its file there. */
  readonly libcloud: string
  readonly source: string
  /** Our package, by its folder; its factory, and options that it takes without reading or sending anything. */
  readonly package: string
  readonly factory: keyof BaseMethods
  readonly options: object
  /** The methods of every driver of this kind. */
  readonly methods: Rows
  /** Those that only this driver has. */
  readonly extensions: Rows
  /** What only this driver's `create_node` takes. */
  readonly arguments?: Rows | undefined
}

/** A comparison that misses no method of the drivers that the factory stands for. */
export interface ComparisonOf<F extends keyof BaseMethods> extends Comparison {
  readonly factory: F
  readonly methods: Rows<BaseMethods[F]>
}

export const listOf = (given: Counterpart | readonly Counterpart[]): readonly Counterpart[] =>
  'kind' in given ? [given] : given
