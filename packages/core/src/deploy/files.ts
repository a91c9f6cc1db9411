import { readdir, readFile, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { checkNames, checkText } from '../check.ts'
import type { Shell } from '../contract/access.ts'
import { invalid } from '../errors.ts'
import { checkPublicKey } from '../ssh-public-key.ts'
import { local } from './local-file.ts'
import { checkExit } from './script.ts'
import type { Step, StepContext, StepResult } from './step.ts'

export interface FileOptions {
  readonly title?: string | undefined
  /** 0o644 unless given. */
  readonly mode?: number | undefined
}

/**
 * Writes a file on the machine, whole or not at all. `path` is there; relative, it starts in the user's home. Its folder must exist.
 */
export function file(
  content: string | Uint8Array | { readonly from: string },
  path: string,
  options: FileOptions = {},
): Step {
  checkNames('file', options, ['title', 'mode'])
  checkText('The path of the file', path, { max: 4096 })
  const title = options.title ?? `file ${path}`
  return {
    title,
    run: async (shell, context) => {
      const bytes =
        typeof content === 'object' && 'from' in content
          ? await local(content.from, readFile(content.from))
          : content
      const started = Date.now()
      await shell.upload(bytes, path, { ...context, mode: options.mode ?? 0o644 })
      return quiet(title, Date.now() - started)
    },
  }
}

/**
 * Copies a folder of this computer with all that is in it; folders that lack are made, files that are there are replaced, others
 * stay. Of modes, what the owner may execute stays executable. Links and special files are `invalid`.
 */
export function directory(
  from: string,
  path: string,
  options: { readonly title?: string | undefined } = {},
): Step {
  checkNames('directory', options, ['title'])
  checkText('The path of the directory', path, { max: 4096 })
  const title = options.title ?? `directory ${path}`
  return {
    title,
    run: async (shell, context) => {
      const started = Date.now()
      await copy(shell, context, title, from, path)
      return quiet(title, Date.now() - started)
    },
  }
}

async function copy(
  shell: Shell,
  context: StepContext,
  title: string,
  from: string,
  to: string,
): Promise<void> {
  checkExit(title, await shell.run(['mkdir', '-p', '--', to], context))
  for (const entry of await local(from, readdir(from, { withFileTypes: true }))) {
    const [here, there] = [join(from, entry.name), posix.join(to, entry.name)]
    if (entry.isDirectory()) await copy(shell, context, title, here, there)
    else {
      if (!entry.isFile()) throw invalid(`${here} is a link or a special file`, 'files and folders')
      const { mode } = await local(here, stat(here))
      await shell.upload(await local(here, readFile(here)), there, {
        ...context,
        mode: mode & 0o100 ? 0o755 : 0o644,
      })
    }
  }
}

/** Lets a public key log in as the user that the shell is logged in as. A key that is there already stays there once. */
export function authorizeKey(publicKey: string): Step {
  const { type, comment } = checkPublicKey(publicKey.trim())
  const title = `authorize ${comment || type}`
  return {
    title,
    run: async (shell, context) =>
      checkExit(title, await shell.run(['sh', '-c', addKey, 'sh', publicKey.trim()], context)),
  }
}

/** Adds a line to the file, on a line of its own even where the file does not end in one. */
const addKey = `umask 077 && mkdir -p .ssh && touch .ssh/authorized_keys || exit 1
grep -qxF -- "$1" .ssh/authorized_keys && exit 0
[ -z "$(tail -c 1 .ssh/authorized_keys)" ] || echo >> .ssh/authorized_keys
printf "%s\\n" "$1" >> .ssh/authorized_keys`

function quiet(title: string, durationMs: number): StepResult {
  return { title, exitCode: 0, stdout: '', stderr: '', durationMs }
}
