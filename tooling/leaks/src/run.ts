import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { holds, newInputs } from './canaries.ts'
import type { Hit, OuterSink } from './matrix.ts'
import type { Found, Task } from './program.ts'
import { lengths } from './work.ts'

export interface Run extends Found {
  /** How the process ended: with its uncaught error. */
  readonly exitCode: number | null
}

/** Puts the library to work in a process of its own; `careless`, with secrets handed where everybody sees them. */
export async function run({ careless }: { readonly careless: boolean }): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'leaks-'))
  try {
    return await runIn(folder, careless)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function runIn(folder: string, careless: boolean): Promise<Run> {
  const home = join(folder, 'home')
  mkdirSync(home)
  const output = join(folder, 'found.json')
  const task: Task = { inputs: newInputs(), careless, output }
  const program = join(import.meta.dirname, 'program.ts')
  const child = spawn(process.execPath, ['--conditions=@cloud/source', program], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      TMPDIR: home,
      NODE_DEBUG: 'http,https,net,tls,undici,fetch',
      CLOUD_DEBUG: '1',
    },
  })
  child.stdin.end(JSON.stringify(task))
  const commandLines = watchCommandLines(child)
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)])
  const seen: Record<OuterSink, string> = {
    ...split(stderr),
    'standard output': stdout,
    ps: [...(await commandLines)].join('\n'),
    'process.report': '',
    'local files': filesIn(home).join('\n'),
  }
  let found: Found
  try {
    found = JSON.parse(readFileSync(output, 'utf8'))
  } catch {
    throw new Error(`The program ended with ${exitCode}:\n${seen['uncaught error'].slice(-4_000)}`)
  }
  seen['process.report'] = JSON.stringify(found.report)
  const heard = { ...found.heard, ...lengths(Object.entries(seen)) }
  return { ...found, heard, hits: [...found.hits, ...outerHits(seen, found)], exitCode }
}

function outerHits(seen: Readonly<Record<OuterSink, string>>, { canaries }: Found): Hit[] {
  return Object.entries(seen).flatMap(([sink, said]) =>
    canaries.filter((canary) => holds(said, canary)).map(({ name }) => ({ sink, canary: name, where: sink })),
  )
}

/** The standard error by who wrote it: Node's own tracing, ours, and the uncaught error at the end. */
function split(
  stderr: string,
): Pick<Record<OuterSink, string>, 'NODE_DEBUG' | 'CLOUD_DEBUG' | 'uncaught error'> {
  const tracing = /^[A-Z]+ \d+: /
  const end = stderr.search(/^(?:file:|node:).*\n.*\n +\^/m)
  const told = end < 0 ? stderr : stderr.slice(0, end)
  const lines = told.split('\n')
  return {
    NODE_DEBUG: lines.filter((line) => !line.startsWith('curl ')).join('\n'),
    CLOUD_DEBUG: lines.filter((line) => line.startsWith('curl ')).join('\n'),
    'uncaught error': end < 0 ? lines.filter((line) => !tracing.test(line)).join('\n') : stderr.slice(end),
  }
}

/** The command lines of all processes, as others see them while the child runs. */
async function watchCommandLines(child: ChildProcess): Promise<Set<string>> {
  const lines = new Set<string>()
  while (child.exitCode === null && child.signalCode === null) {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'args='], { maxBuffer: 2 ** 24 })
    for (const line of stdout.split('\n')) lines.add(line)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return lines
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (code) => resolve(code)))

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
