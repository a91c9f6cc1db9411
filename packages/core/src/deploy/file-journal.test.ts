import { appendFile, chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failure } from '../testing/operations.ts'
import { fileJournal } from './file-journal.ts'
import type { JournalRecord } from './journal.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloud-journal-'))
})
afterAll(() => rm(folder, { recursive: true }))

const record = (deployment: string): JournalRecord => ({
  deployment,
  at: '2026-01-01T00:00:00.000Z',
  event: 'created',
  kind: 'node',
  name: 'web\n1',
  id: 'n-1',
})

it('a journal gives back what was appended, by several of its kind at once, in a file of its user alone', async () => {
  const path = join(folder, 'shared')
  const journals = [fileJournal(path), fileJournal(path)]
  expect(await fileJournal(path).read()).toEqual([])
  await Promise.all(
    journals.flatMap((each, index) => [each.append(record(`${index}`)), each.append(record('x'))]),
  )
  const read = await fileJournal(path).read()
  expect(read.map(({ deployment }) => deployment).toSorted()).toEqual(['0', '1', 'x', 'x'])
  expect(read[0]).toEqual(record(read[0]?.deployment ?? ''))
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

it('a journal passes over a line that was cut short, and goes on after it', async () => {
  const path = join(folder, 'cut')
  const journal = fileJournal(path)
  await journal.append(record('a'))
  await appendFile(path, '\n{"deployment":"b","ev')
  await journal.append(record('c'))
  expect((await fileJournal(path).read()).map(({ deployment }) => deployment)).toEqual(['a', 'c'])
})

it('a file that others may read, or that is none of a journal, is refused', async () => {
  const path = join(folder, 'open')
  await writeFile(path, 'hello\n')
  await chmod(path, 0o644)
  expect(await failure(fileJournal(path).append(record('a')))).toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('can be read by others'),
  })
  expect(await failure(fileJournal(path).read())).toMatchObject({ code: 'invalid' })
  expect(await failure(fileJournal(folder).read())).toMatchObject({ code: 'EISDIR' })
})
