import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Throws a `TypeError` for a folder that holds something already: nothing in it is to be lost. */
export async function checkFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const held = await readdir(folder).catch(() => undefined)
  if (held === undefined) throw new TypeError(`${folder} is no folder`)
  if (held.length > 0) throw new TypeError(`${folder} is not empty: nothing was written`)
}

/** Writes files into a folder, which is made; where one cannot be written, those that were go again. */
export async function writeDriver(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await checkFolder(folder)
  const made = await mkdir(folder, { recursive: true })
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text, { flag: 'wx' })
    }
  } catch (error) {
    await rm(made ?? folder, { recursive: true, force: true })
    throw error
  }
}
