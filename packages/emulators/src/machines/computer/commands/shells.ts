import { readFile } from '../files.ts'
import { runShell } from '../shell.ts'
import { resolvePath } from '../tree.ts'
import { type Call, failed, type Program, passed, silent } from './program.ts'

interface ShellWords {
  readonly from: 'file' | 'line' | 'stdin'
  readonly options: string
  readonly words: readonly string[]
}

/** Splits `-e -c line name args` and its kin; of `set` options e, u, x, f and n are kept. */
function readShellWords(args: readonly string[]): ShellWords {
  const words = [...args]
  let options = ''
  let from: ShellWords['from'] = 'file'
  for (let word = words[0]; word !== undefined && /^[-+]./.test(word); word = words[0]) {
    words.shift()
    if (word === '--') break
    if (word.startsWith('--')) continue
    if (/^[-+]o$/.test(word)) words.shift()
    else if (word.startsWith('-')) options += word.replace(/[^euxfn]/g, '')
    if (/^-\w*c/.test(word)) from = 'line'
    if (/^-\w*s/.test(word)) from = 'stdin'
  }
  return { from: words.length === 0 && from === 'file' ? 'stdin' : from, options, words }
}

/** `sh` and `bash`: `-c line`, `-s`, a script file, or a script on standard input; `-e`, `-u` and `-x` as the real ones. */
const shell: Program = async (call) => {
  const { from, options, words } = readShellWords(call.args)
  if (from === 'line') {
    const [line, name = call.name, ...args] = words
    if (line === undefined) return failed(`${call.name}: -c: option requires an argument`, 2)
    return run(call, { script: line, name, args, options, stdin: call.stdin })
  }
  if (from === 'stdin') {
    const script = Buffer.from(call.stdin).toString('utf8')
    return script === '' ? silent : run(call, { script, name: call.name, args: words, options })
  }
  const [file = '', ...args] = words
  try {
    const content = readFile(call.computer.tree, call.process, resolvePath(call.cwd, file))
    const script = Buffer.from(content).toString('utf8')
    return run(call, { script, name: file, args, options, stdin: call.stdin })
  } catch (error) {
    return cannotOpen(call.name, file, error)
  }
}

function cannotOpen(shellName: string, file: string, error: unknown) {
  const message = error instanceof Error ? error.message : ''
  if (message.startsWith('EACCES')) return failed(`${shellName}: ${file}: Permission denied`, 126)
  if (message.startsWith('EISDIR')) return failed(`${shellName}: ${file}: Is a directory`, 126)
  return failed(`${shellName}: ${file}: No such file or directory`, 127)
}

interface Source {
  readonly script: string
  readonly name: string
  readonly args: readonly string[]
  readonly options: string
  readonly stdin?: Uint8Array
}
const run = async (call: Call, source: Source) =>
  passed(
    await runShell(call.computer, { ...source, env: call.env, cwd: call.cwd, signal: call.context.signal }),
  )

export const shells: Readonly<Record<string, Program>> = { sh: shell, bash: shell, dash: shell }
