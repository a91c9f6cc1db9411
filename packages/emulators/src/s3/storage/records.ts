import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from './folder-lock.ts'

/** What is known beside the bytes: a value under a path of names. */
export interface Records {
  readonly put: (path: readonly string[], value: unknown) => void
  readonly remove: (path: readonly string[]) => void
  readonly close: () => void
}

export interface LoadedRecord {
  readonly path: readonly string[]
  readonly value: unknown
}

/** For a cloud that keeps nothing. */
export const noRecords: Records = { put: () => {}, remove: () => {}, close: () => {} }

/**
 * A journal in a folder: one line for each change, written before the change is answered, so that a program that is killed loses nothing
 * that it answered. It is written anew at each start, without what was overwritten. Throws where another program has the folder.
 */
export function openRecords(folder: string): {
  readonly records: Records
  readonly loaded: readonly LoadedRecord[]
} {
  mkdirSync(folder, { recursive: true })
  const unlock = lockFolder(folder)
  try {
    const file = join(folder, 'journal')
    const loaded = [...replay(file).values()]
    writeFileSync(`${file}.new`, loaded.map(({ path, value }) => line(path, value)).join(''))
    renameSync(`${file}.new`, file)
    return { records: journal(openSync(file, 'a', 0o600), unlock), loaded }
  } catch (error) {
    unlock()
    throw error
  }
}

function journal(file: number, unlock: () => void): Records {
  let open = true
  const append = (text: string) => {
    if (open) writeSync(file, text)
  }
  return {
    put: (path, value) => append(line(path, value)),
    remove: (path) => append(line(path, null)),
    close: () => {
      if (!open) return
      open = false
      closeSync(file)
      unlock()
    },
  }
}

const line = (path: readonly string[], value: unknown) => `${JSON.stringify([path, value])}\n`

/** A last line that was cut short by the program's end was never answered for, and is left out. */
function replay(file: string): ReadonlyMap<string, LoadedRecord> {
  const found = new Map<string, LoadedRecord>()
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
  for (const text of lines) {
    const [path, value] = JSON.parse(text)
    const name = JSON.stringify(path)
    if (value === null) found.delete(name)
    else found.set(name, { path, value })
  }
  return found
}
