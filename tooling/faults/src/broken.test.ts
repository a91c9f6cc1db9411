import { expect, it } from 'vitest'
import { broken } from './broken.ts'
import { drivers } from './drivers.ts'
import { matrixFaults } from './faults.ts'
import { type Cell, runCell } from './matrix.ts'
import type { DriverEntry } from './operation.ts'

const cellOf = (entry: DriverEntry, operationName: string, faultName: string): Cell => {
  const operation = entry.operations.find(({ name }) => name === operationName)
  const fault = matrixFaults.find(({ name }) => name === faultName)
  if (!operation || !fault) throw new Error(`There is no cell ${operationName} / ${faultName}`)
  return { entry, operation, fault }
}

it.each(broken)('a driver that $mistake is caught', async ({ entry, operation, fault, caught }) => {
  const { problems } = await runCell(cellOf(entry, operation, fault), 1)
  expect(problems).toContainEqual(expect.stringMatching(caught))
})

it.each(broken)('the same cell ($operation / $fault) has no problem without the mistake', async (each) => {
  const sound = drivers.find(({ name }) => name === each.entry.name)
  if (!sound) throw new Error(`There is no driver ${each.entry.name}`)
  expect((await runCell(cellOf(sound, each.operation, each.fault), 1)).problems).toEqual([])
})
