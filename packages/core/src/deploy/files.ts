import { join, posix } from 'node:path'
import { nodeFiles } from '../builtins.ts'
import { checkNames, checkText } from '../check.ts'
import { checkMode } from '../check-mode.ts'
import type { Shell } from '../contract/access.ts'
import { invalid } from '../errors.ts'
import { checkPublicKey } from '../ssh-public-key.ts'
import { checkRoot, makeFolderAsRoot, type RootOptions, writeAsRoot } from './as-root.ts'
import { checkFile, local } from './local-file.ts'
import { repeatable } from './repeatable.ts'
import { calling, checkExit, checkTitle } from './script.ts'
import type { Step, StepContext, StepResult } from './step.ts'

export interface FileOptions extends RootOptions {
  readonly title?: string | undefined
  /** Permission bits, 0o644 unless given. A number that lacks its `0o`, such as 644, is `invalid`. */
  readonly mode?: number | undefined
}

/**
 * Writes a file on the machine, whole or not at all. `path` is there; relative, it starts in the user's home. Its folder must exist. With
 * `sudo` the content goes to root's standard input, and is in no file that the login user could read.
 */
export function file(
  content: string | Uint8Array | { readonly from: string },
  path: string,
  options: FileOptions = {},
): Step {
  checkText('The path of the file', path, { max: 4096 })
  checkNames('file', options, ['title', 'mode', 'sudo', 'owner'])
  checkRoot(options)
  const { title = `file ${path}`, sudo, owner } = options
  checkTitle(title)
  const mode = checkMode(options.mode ?? 0o644)
  const given = checkContent(content)
  const from = isContent(given) ? undefined : given.from
  return repeatable({
    title,
    check: from === undefined ? undefined : () => checkFile(from),
    run: (shell, context) =>
      timed(title, async () => {
        const bytes = isContent(given) ? given : await fileAt(given.from)
        if (sudo) checkExit(title, await writeAsRoot(shell, bytes, { path, mode, owner }, context))
        else await shell.upload(bytes, path, { ...calling(context), mode })
      }),
  })
}

interface Local {
  readonly from: string
}

const isContent = (content: unknown): content is string | Uint8Array =>
  typeof content === 'string' || content instanceof Uint8Array

function checkContent(content: string | Uint8Array | Local): string | Uint8Array | Local {
  if (isContent(content)) return content
  if (typeof content !== 'object' || content === null)
    throw invalid(`The content of the file is ${typeof content}`, 'a string, a Uint8Array or { from: path }')
  checkNames('The content of the file', content, ['from'])
  checkText('The path to copy from', content.from, { max: 4096 })
  return content
}

export interface DirectoryOptions extends RootOptions {
  readonly title?: string | undefined
}

/**
 * Copies a folder of this computer with all that is in it; folders that lack are made, files that are there are replaced, others
 * stay. Of modes, what the owner may execute stays executable. Links and special files are `invalid`. An `owner` has the files and those
 * of the folders that were made, but for folders above `path`.
 */
export function directory(from: string, path: string, options: DirectoryOptions = {}): Step {
  checkText('The path to copy from', from, { max: 4096 })
  checkText('The path of the directory', path, { max: 4096 })
  checkNames('directory', options, ['title', 'sudo', 'owner'])
  checkRoot(options)
  const { title = `directory ${path}` } = options
  checkTitle(title)
  return repeatable({
    title,
    check: async () => {
      for await (const { here, isFolder } of entries(from)) if (!isFolder) await checkFile(here)
    },
    run: (shell, context) => timed(title, () => copy(shell, context, { title, from, path, options })),
  })
}

interface Entry {
  /** Its path on this computer, and from the folder that is copied. */
  readonly here: string
  readonly path: string
  readonly isFolder: boolean
}

/** All that is in a folder, each folder before what is in it. */
async function* entries(from: string, path = ''): AsyncGenerator<Entry> {
  for (const entry of await local(from, nodeFiles().readdir(from, { withFileTypes: true }))) {
    const here = join(from, entry.name)
    const isFolder = entry.isDirectory()
    if (!isFolder && !entry.isFile())
      throw invalid(`${here} is a link or a special file`, 'files and folders')
    const inside = posix.join(path, entry.name)
    yield { here, path: inside, isFolder }
    if (isFolder) yield* entries(here, inside)
  }
}

interface Copying {
  readonly title: string
  readonly from: string
  /** On the machine. */
  readonly path: string
  readonly options: RootOptions
}

async function copy(
  shell: Shell,
  context: StepContext,
  { title, from, path: to, options: { sudo, owner } }: Copying,
): Promise<void> {
  const makeFolder = async (path: string) =>
    checkExit(
      title,
      sudo
        ? await makeFolderAsRoot(shell, path, owner, context)
        : await shell.run(['mkdir', '-p', '--', path], calling(context)),
    )
  await makeFolder(to)
  for await (const { here, path, isFolder } of entries(from)) {
    const there = posix.join(to, path)
    if (isFolder) await makeFolder(there)
    else {
      const mode = (await local(here, nodeFiles().stat(here))).mode & 0o100 ? 0o755 : 0o644
      const bytes = await fileAt(here)
      if (sudo) checkExit(title, await writeAsRoot(shell, bytes, { path: there, mode, owner }, context))
      else await shell.upload(bytes, there, { ...calling(context), mode })
    }
  }
}

const fileAt = (path: string): Promise<Uint8Array> => local(path, nodeFiles().readFile(path))

/** Lets a public key log in as the user that the shell is logged in as. A key that is there already stays there once. */
export function authorizeKey(publicKey: string, options: { readonly title?: string | undefined } = {}): Step {
  if (typeof publicKey !== 'string')
    throw invalid(`The public key must be a string, and is ${typeof publicKey}`)
  const line = publicKey.trim()
  const { type, comment } = checkPublicKey(line)
  checkNames('authorizeKey', options, ['title'])
  const { title = `authorize ${comment || type}` } = options
  checkTitle(title)
  return repeatable({
    title,
    run: async (shell, context) =>
      checkExit(
        title,
        await shell.run(['sh', '-c', addKey, 'sh', line], {
          ...calling(context),
          onOutput: context.onOutput,
        }),
      ),
  })
}

/** Adds a line to the file, on a line of its own even where the file does not end in one. */
const addKey = `umask 077 && mkdir -p .ssh && touch .ssh/authorized_keys || exit 1
grep -qxF -- "$1" .ssh/authorized_keys && exit 0
[ -z "$(tail -c 1 .ssh/authorized_keys)" ] || echo >> .ssh/authorized_keys
printf "%s\\n" "$1" >> .ssh/authorized_keys`

/** The result of what runs no command that says something. */
async function timed(title: string, work: () => Promise<void>): Promise<StepResult> {
  const started = performance.now()
  await work()
  const durationMs = Math.round(performance.now() - started)
  return { title, exitCode: 0, stdout: '', stderr: '', durationMs }
}
