/** What was measured of one thing, and whether it is as good as was promised. */
export interface Line {
  readonly cells: readonly string[]
  readonly met: boolean
  /** Where a bench shows how something grows: a point of the chart's line of it. */
  readonly point?: Point
}

export interface Point {
  /** The name of the line. */
  readonly what: string
  readonly count: number
  /** Of one of so many. */
  readonly cpuMs: number
  /** Of all of them. */
  readonly growthMiB: number
}

/** One bench: a file of `benches/` that exports it as its default, and is run by its file's name. */
export interface Bench {
  /** What is measured, and the goal. */
  readonly title: string
  /** Heads of the cells of a line. */
  readonly columns: readonly string[]
  readonly run: () => AsyncIterable<Line>
}

export interface BenchResult {
  readonly name: string
  readonly title: string
  readonly columns: readonly string[]
  readonly lines: readonly Line[]
}
