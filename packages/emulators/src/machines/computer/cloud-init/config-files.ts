import { gunzipSync } from 'node:zlib'
import { findAccount, findGroup } from '../accounts.ts'
import type { Computer } from '../computer.ts'
import { appendFile, changeMode, changeOwner, makeFolder, writeFile } from '../files.ts'
import { kernel } from '../process.ts'
import { asConfig, asFlag, asList, asText, type Config } from './cloud-config.ts'

function content(entry: Config): Uint8Array {
  const text = typeof entry.content === 'string' ? entry.content : (asText(entry.content) ?? '')
  const encoding = (asText(entry.encoding) ?? '').toLowerCase()
  const base64 = /b64|base64/.test(encoding)
  const bytes =
    entry.content instanceof Uint8Array ? entry.content : Buffer.from(text, base64 ? 'base64' : 'utf8')
  return /^(gz|gzip)/.test(encoding) ? gunzipSync(bytes, { maxOutputLength: 64 * 1024 * 1024 }) : bytes
}

/** `write_files`: those with `defer` come after users and packages. Throws the sentence that goes to the log. */
export function writeFiles(computer: Computer, config: Config, deferred: boolean): void {
  for (const item of asList(config.write_files)) {
    const entry = asConfig(item)
    const path = asText(entry.path)
    if (path === undefined || asFlag(entry.defer, false) !== deferred) continue
    const { tree } = computer
    makeFolder(tree, kernel, path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true })
    if (asFlag(entry.append, false)) appendFile(tree, kernel, path, content(entry))
    else writeFile(tree, kernel, path, content(entry))
    // YAML reads 0644 as a number in decimal or octal, depending on how it was written; quoted it is text.
    const mode =
      typeof entry.permissions === 'number'
        ? entry.permissions
        : Number.parseInt(asText(entry.permissions) ?? '644', 8)
    changeMode(tree, kernel, path, mode)
    const [user = 'root', group = ''] = (asText(entry.owner) ?? 'root:root').split(':')
    const account = findAccount(tree, user)
    if (account === undefined) throw new Error(`write_files: unknown user ${user} as owner of ${path}`)
    const gid = findGroup(tree, group)?.gid
    changeOwner(tree, kernel, path, { uid: account.uid, ...(gid === undefined ? {} : { gid }) })
  }
}
