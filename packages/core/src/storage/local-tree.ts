import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { local } from '../deploy/local-file.ts'
import { invalid } from '../errors.ts'

/** A file in a folder; `path` has `/` between its parts. */
export interface LocalFile {
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedMs: number
}

export interface LocalTree {
  readonly files: ReadonlyMap<string, LocalFile>
  /** What is neither a file nor a folder: symbolic links, which could lead out of the folder, sockets and the like. */
  readonly others: readonly string[]
}

/** All files in a folder, however deep; no symbolic link is followed. None where it is not there, and need not be. */
export async function localTree(folder: string, mayLack: boolean): Promise<LocalTree> {
  const files = new Map<string, LocalFile>()
  const others: string[] = []
  const there = await lstat(folder).catch(() => undefined)
  if (there === undefined && mayLack) return { files, others }
  if (!there?.isDirectory()) throw invalid(`${folder} is no folder`)
  const walk = async (prefix: string): Promise<void> => {
    const path = join(folder, prefix)
    for (const one of await local(path, readdir(path, { withFileTypes: true }))) {
      const name = `${prefix}${one.name}`
      if (one.isDirectory()) await walk(`${name}/`)
      else if (one.isFile()) files.set(name, await fileAt(folder, name))
      else others.push(name)
    }
  }
  await walk('')
  return { files, others }
}

async function fileAt(folder: string, path: string): Promise<LocalFile> {
  const { size, mtimeMs } = await local(path, lstat(join(folder, path)))
  return { path, sizeBytes: size, modifiedMs: mtimeMs }
}

/** Why no file in a folder can have this path; `undefined` where one can. */
export function whyNoPath(path: string): string | undefined {
  const parts = path.split('/')
  if (parts.some((part) => part === '')) return 'it has an empty part'
  if (parts.some((part) => part === '.' || part === '..')) return 'it leads elsewhere'
  if (/[\0-\x1f\x7f]/.test(path)) return 'it has a control character'
  if (parts.some((part) => Buffer.byteLength(part) > 255)) return 'a part of it is too long'
  if (process.platform === 'win32' && (/[<>:"|?*\\]|[. ](\/|$)/.test(path) || parts.some(isDevice)))
    return 'Windows takes no such name'
  return undefined
}

function isDevice(part: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part)
}

/** `invalid` where a folder on the way to a file is a symbolic link, which could lead out of the folder. */
export async function checkWay(folder: string, path: string): Promise<void> {
  const parts = path.split('/').slice(0, -1)
  for (const [index] of parts.entries()) {
    const at = join(folder, ...parts.slice(0, index + 1))
    const found = await lstat(at).catch(() => undefined)
    if (found === undefined) return
    if (!found.isDirectory()) throw invalid(`${at} is no folder`)
  }
}
