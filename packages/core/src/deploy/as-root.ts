import { nodeCrypto } from '../builtins.ts'
import type { RunResult, Shell } from '../contract/access.ts'
import { invalid } from '../errors.ts'
import { calling } from './script.ts'
import type { StepContext } from './step.ts'

export interface RootOptions {
  /** Written as root by `sudo -n`, which fails where it would have to ask for a password. */
  readonly sudo?: boolean | undefined
  /** With `sudo`, whose it is: `user`, `user:group` or their numbers. Root's unless given. */
  readonly owner?: string | undefined
}

const name = '[A-Za-z0-9_][\\w.-]*\\$?'
const ownerForm = new RegExp(`^${name}(:${name})?$`)

export function checkRoot({ sudo, owner }: RootOptions): void {
  if (sudo !== undefined && typeof sudo !== 'boolean')
    throw invalid(`sudo must be true or false, and is ${typeof sudo}`)
  if (owner === undefined) return
  if (typeof owner !== 'string' || !ownerForm.test(owner))
    throw invalid(`owner is ${JSON.stringify(owner)}`, "as in 'www-data' or 'root:adm'")
  if (!sudo) throw invalid('owner needs sudo', 'a file that is not written as root is the login user’s')
}

/**
 * Takes the content from its standard input, into a file beside the target that nobody else can have made or can read. A connection that is
 * lost looks like an end of the content, so that its length is compared before the file takes the target's name.
 */
const write = `new=$1.$2
if [ -d "$1" ]; then echo "$1 is a folder" >&2; exit 1; fi
umask 077
set -C
cat >"$new" || exit 1
set +C
if [ "$(wc -c <"$new")" -eq "$3" ] && { [ -z "$5" ] || chown -- "$5" "$new"; } && chmod "$4" "$new" && mv -f -- "$new" "$1"; then
  if command -v restorecon >/dev/null 2>&1; then restorecon -- "$1"; fi
else
  rm -f -- "$new"
  echo "$1 could not be written" >&2
  exit 1
fi`

/** What is there already stays as it is. */
const makeFolder = `[ -d "$1" ] && exit 0
umask 022
mkdir -p -- "$1" && { [ -z "$2" ] || chown -- "$2" "$1"; }`

export interface RootFile {
  readonly path: string
  readonly mode: number
  readonly owner?: string | undefined
}

/** Writes a file as root, whole or not at all. */
export function writeAsRoot(
  shell: Shell,
  content: string | Uint8Array,
  { path, mode, owner = '' }: RootFile,
  context: StepContext,
): Promise<RunResult> {
  const beside = `${nodeCrypto().randomBytes(8).toString('hex')}.new`
  const [size, octal] = [Buffer.byteLength(content), mode.toString(8).padStart(4, '0')]
  return asRoot(shell, [write, plain(path), beside, String(size), octal, owner], context, content)
}

/** Makes a folder as root, with those above it, where it is not there. */
export function makeFolderAsRoot(
  shell: Shell,
  path: string,
  owner: string | undefined,
  context: StepContext,
): Promise<RunResult> {
  return asRoot(shell, [makeFolder, plain(path), owner ?? ''], context)
}

function asRoot(
  shell: Shell,
  [script = '', ...args]: readonly string[],
  context: StepContext,
  stdin?: string | Uint8Array,
): Promise<RunResult> {
  return shell.run(['sudo', '-n', '--', 'sh', '-c', script, 'sh', ...args], { ...calling(context), stdin })
}

/** A path that begins with a minus is no option of a command. */
const plain = (path: string): string => (path.startsWith('-') ? `./${path}` : path)
