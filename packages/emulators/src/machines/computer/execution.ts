import { quote } from '../quote.ts'
import { isStub } from './base-tree.ts'
import type { Tree } from './inode.ts'
import { currentProcess, type Process } from './process.ts'
import { findNode } from './tree.ts'

/**
 * just-bash runs whatever file is executable as its own source, and does not say which of its reads is one to run a file. So the
 * steps of each command are watched: a file is run when it is read right after it was looked at, no file that stands for a command was
 * looked at before, and it is not the builtin at work that reads a file into the running shell.
 */
interface Steps {
  readonly sourcing: boolean
  readonly looked: string[]
}
const steps = new WeakMap<Process, Steps>()

/** To be told of each feature that is about to be used: one of the shell's language begins the next step, one of a command does not. */
export function noteFeature(process: Process, feature: string): void {
  if (!feature.startsWith('bash:')) return
  steps.set(process, { sourcing: /^bash:builtin:(\.|source)$/.test(feature), looked: [] })
}

/** To be told of each path whose mode the shell looks at. */
export function noteLook(path: string): void {
  steps.get(currentProcess())?.looked.push(path)
}

/** What the shell gets when it reads a file: the file, or where it reads it to run it, a line that runs it as its first line says. */
export function readForShell(tree: Tree, path: string, content: Uint8Array): Uint8Array {
  const step = steps.get(currentProcess())
  if (step === undefined || step.sourcing || step.looked.at(-1) !== path) return content
  if (step.looked.some((looked) => isStub(findNode(tree, looked)))) return content
  const line = lineFor(tree, path, content)
  return line === undefined ? content : Buffer.from(line)
}

const shells = /^(?:\/usr)?\/bin\/(?:sh|bash|dash)$/

/** What the kernel makes of a script's first line. Undefined for what the shell that reads it can run itself. */
function lineFor(tree: Tree, path: string, content: Uint8Array): string | undefined {
  const words = interpreterOf(content)
  const [interpreter, ...args] = words
  if (interpreter === undefined) return undefined
  const isEnv = /^(?:\/usr)?\/bin\/env$/.test(interpreter) && args.length === 1
  const plain = isEnv
    ? /^(?:sh|bash|dash)$/.test(args[0] ?? '')
    : args.length === 0 && shells.test(interpreter)
  if (plain) return undefined
  const node = findNode(tree, interpreter)
  const runs = node?.kind === 'file' && (node.mode & 0o111) !== 0
  if (runs) return `builtin command ${[...words, path].map(quote).join(' ')} "$@"; exit $?\n`
  const why = node === undefined ? 'No such file or directory' : 'Permission denied'
  const name = interpreter.replaceAll('\r', '^M')
  return `printf '%s\\n' ${quote(`bash: ${path}: ${name}: bad interpreter: ${why}`)} >&2; exit 126\n`
}

const longestLine = 256

/** The interpreter and its argument: the rest of the line is one, unless it is for `env -S`, which splits it. */
function interpreterOf(content: Uint8Array): readonly string[] {
  const [first = ''] = Buffer.from(content.subarray(0, longestLine)).toString('utf8').split('\n')
  const [, interpreter, argument = ''] = /^#![ \t]*([^ \t]+)[ \t]*(.*?)[ \t]*$/.exec(first) ?? []
  if (interpreter === undefined) return []
  const split = /\/env$/.test(interpreter) ? /^-S[ \t]*(.*)$/.exec(argument)?.[1] : undefined
  return [interpreter, ...(split?.split(/[ \t]+/) ?? [argument])].filter((word) => word !== '')
}
