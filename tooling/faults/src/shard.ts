import nock from 'nock'
import { beforeAll, describe, expect, it } from 'vitest'
import { drivers } from './drivers.ts'
import { faultsOf } from './faults.ts'
import { type CellResult, cellsOf, runCells } from './matrix.ts'

/** As many as there are files that declare a share of the matrix: they run in several processes where there are. */
const shards = 2

/** Declares a test for each cell of every driver's chosen operations; this file's share of the operations. */
export function matrixShard(shard: number): void {
  const seed = Number(process.env.CLOUD_SEED ?? 1)
  // What mocks requests replaces the sockets of this process, and tells of TLS what is not so; every address here is loopback. For each
  // file, since a process may run both.
  beforeAll(() => nock.restore())
  describe.each(drivers)('$name', (entry) => {
    const faults = faultsOf(entry)
    const chosen = entry.operations.filter(({ name }) => entry.chosen.includes(name))
    const mine = chosen.filter((_, index) => index % shards === shard)
    describe.each(mine)('$name', (operation) => {
      const results = new Map<string, CellResult>()
      beforeAll(async () => {
        const cells = cellsOf(entry, faults).filter((cell) => cell.operation === operation)
        const onResult = (result: CellResult) => results.set(result.fault.name, result)
        await runCells(cells, { seed, onResult })
      }, 240_000)

      it.each(faults)('does what it promises under: $name', ({ name }) => {
        expect(results.get(name)?.problems).toEqual([])
      })
    })
  })
}
