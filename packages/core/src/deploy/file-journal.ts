import { constants } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { checkText } from '../check.ts'
import { CloudError, invalid } from '../errors.ts'
import type { Journal, JournalRecord } from './journal.ts'

/**
 * A journal in a file, one line of JSON for each record: made with mode 0600 where it is not there, only ever appended to, and on the disk
 * before `append` resolves. Its folder must exist. Several processes of one computer may share it. A line that a crash cut short is
 * passed over.
 */
export function fileJournal(path: string): Journal {
  checkText('The path of the journal', path, { max: 4096 })
  let known = false
  return {
    append: async (record) => {
      const file = await open(path, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY, 0o600)
      try {
        if (!known) await check(path, file)
        known = true
        // One write for the whole line, and a line break before it: no other process's line, and no half one, can run into it.
        await file.write(`\n${JSON.stringify(record)}\n`)
        await file.datasync()
      } finally {
        await file.close()
      }
    },
    read: async () => recordsIn(path, await content(path)),
  }
}

/** A journal in memory, which dies with its process: for tests, and for programs that only want the tags at the provider. */
export function memoryJournal(): Journal {
  const records: JournalRecord[] = []
  return {
    append: async (record) => void records.push(record),
    read: async () => [...records],
  }
}

async function check(path: string, file: FileHandle): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await file.stat()
  if ((mode & 0o077) !== 0) throw invalid(`${path} can be read by others`, 'chmod 600')
  // That the file is there is written in its folder.
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function content(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return ''
    throw error
  }
}

function recordsIn(path: string, text: string): JournalRecord[] {
  const records: JournalRecord[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    const record = parsed(line)
    if (record !== undefined) records.push(record)
  }
  if (records.length === 0 && text.trim() !== '')
    throw new CloudError(`${path} is no journal`, { code: 'invalid', outcome: 'not-applied' })
  return records
}

function parsed(line: string): JournalRecord | undefined {
  try {
    const record: unknown = JSON.parse(line)
    return isRecord(record) ? record : undefined
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is JournalRecord =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'deployment') === 'string' &&
  typeof Reflect.get(value, 'event') === 'string'
