import { expected } from './expected.ts'
import type { MatrixFault } from './fault.ts'
import { isSlow } from './faults.ts'
import { judge } from './judge.ts'
import { observe } from './observe.ts'
import type { DriverEntry, MatrixOperation } from './operation.ts'
import { timeOf } from './world.ts'

/** One operation of one driver under one fault. */
export interface Cell {
  readonly entry: DriverEntry
  readonly operation: MatrixOperation<object>
  readonly fault: MatrixFault
}

export interface CellResult extends Cell {
  /** What is wrong with what came of it, each in a sentence; empty where nothing is. */
  readonly problems: readonly string[]
}

/** The cells of the chosen twelve, or with `all` of every operation. */
export function cellsOf(entry: DriverEntry, faults: readonly MatrixFault[], all = false): readonly Cell[] {
  return entry.operations
    .filter(({ name }) => all || entry.chosen.includes(name))
    .flatMap((operation) => faults.map((fault) => ({ entry, operation, fault })))
}

export async function runCell({ entry, operation, fault }: Cell, seed: number): Promise<CellResult> {
  const timeoutMs = timeOf(fault)
  const cell = { entry, operation, fault }
  try {
    const observed = await observe(entry, operation, fault, seed)
    return { ...cell, problems: judge(operation, expected(operation, fault, timeoutMs), observed, timeoutMs) }
  } catch (error) {
    return { ...cell, problems: [`It could not be tried: ${error instanceof Error ? error.stack : error}`] }
  }
}

export interface RunOptions {
  readonly seed: number
  /** How many at a time. 8 unless given. */
  readonly width?: number
  readonly onResult?: (result: CellResult) => void
}

/** Runs cells, several at a time; those in which time jumps far come last. Results are in the order of the cells. */
export async function runCells(
  cells: readonly Cell[],
  { seed, width = 8, onResult = () => {} }: RunOptions,
): Promise<readonly CellResult[]> {
  const results: CellResult[] = []
  const numbered = cells.map((cell, index) => ({ cell, index }))
  for (const slow of [false, true]) {
    const left = numbered.filter(({ cell }) => isSlow(cell.fault) === slow)
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const result = await runCell(next.cell, seed)
        results[next.index] = result
        onResult(result)
      }
    }
    await Promise.all(Array.from({ length: width }, worker))
  }
  return results
}
