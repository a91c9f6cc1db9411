/** One row: the same work by several contestants, each in a fresh process, in turn. Figures are of one unit, such as a GiB or a request. */
export interface Row {
  /** Short and unlike any other's: it names the row in reports. */
  readonly id: string
  readonly title: string
  readonly unit: string
  /** Times the unit of `cpu` and `wall` is shown in. `ms` unless given. */
  readonly scale?: 's' | 'ms' | 'us'
  /** The program of a server, with its arguments: its first line of output is JSON that every contestant is given. */
  readonly server?: readonly [program: string, ...args: string[]]
  readonly contestants: readonly Contestant[]
  readonly goals: readonly Goal[]
  /** In place of what was asked for, where one round says little. */
  readonly rounds?: number
}

export interface Contestant {
  readonly name: string
  readonly role: 'ours' | 'floor' | 'peer'
  /** Of this folder; one in `peers/` runs only where those are installed, and one in Python where the module can be imported that its contestant is named like. */
  readonly program: readonly [program: string, ...args: string[]]
  /** The whole process is measured, from its start to its end, and not what it measures of itself. */
  readonly whole?: boolean
}

/** What our figure may be: at most `most` times the one of a contestant, or, without one, at most that many. */
export interface Goal {
  readonly metric: Metric
  readonly against?: string
  readonly most: number
}

/**
 * What is taken: CPU and wall clock in milliseconds for one unit, the most memory that the process held, and how much of it came with the work. Or
 * what there is: KiB of a bundle, minified and then compressed; packages and MiB that are installed.
 */
export type Metric = 'cpu' | 'wall' | 'peakMiB' | 'growthMiB' | 'minKiB' | 'gzKiB' | 'packages' | 'MiB'
/** What a contestant tells of itself: all of a row tell the same. */
export type Sample = Readonly<Partial<Record<Metric, number>>>

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export interface Measured {
  readonly name: string
  readonly role: Contestant['role']
  /** Left out where it was not run. */
  readonly figures?: Readonly<Partial<Record<Metric, Spread>>>
}

export interface Verdict extends Goal {
  /** Ours against theirs, or ours alone. */
  readonly is: number
  readonly met: boolean
}

export interface RowResult {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly scale: 's' | 'ms' | 'us'
  readonly rounds: number
  readonly contestants: readonly Measured[]
  readonly verdicts: readonly Verdict[]
}
