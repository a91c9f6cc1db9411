import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
export const fromDocs = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Writes a page, or a part of one, that is made and not committed. */
export function write(path: string, text: string): void {
  const file = fromDocs(path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${text.trimEnd()}\n`)
}
