import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Takes a folder for this program. Throws where a program that runs has it; one that was killed has left it. Returns what gives it back. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock')
  const holder = holderOf(file)
  if (holder !== undefined) throw new TypeError(`The folder ${folder} is in use by the process ${holder}`)
  writeFileSync(file, `${process.pid}\n`, { mode: 0o600 })
  taken.add(file)
  return () => {
    if (taken.delete(file)) rmSync(file, { force: true })
  }
}

/** Those of this program: its id in a file may be that of an earlier program with the same. */
const taken = new Set<string>()

function holderOf(file: string): number | undefined {
  if (taken.has(file)) return process.pid
  try {
    const id = Number(readFileSync(file, 'utf8'))
    if (id === process.pid || !Number.isInteger(id) || id <= 0) return undefined
    return runs(id) ? id : undefined
  } catch {
    return undefined
  }
}

function runs(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
