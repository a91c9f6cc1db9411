import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Step } from './read-guide.ts'

export interface Follower {
  /** Where the reader is; commands such as `cd` lead elsewhere. */
  folder: string
  readonly env: Record<string, string | undefined>
  readonly log: (line: string) => void
}

/** Does what a guide says, as its reader would. Rejects at the first step that fails, with its output. What it started is ended. */
export async function followGuide(steps: readonly Step[], reader: Follower): Promise<void> {
  const background: ChildProcess[] = []
  try {
    for (const step of steps) {
      if (step.kind === 'write') write(step.path, step.text, reader)
      else if (step.kind === 'change') change(step.diff, reader)
      else if (step.background) background.push(await serve(step.commands.join('\n'), reader))
      else for (const command of step.commands) run(command, reader)
    }
  } finally {
    for (const child of background) await end(child)
  }
}

function write(path: string, text: string, { folder, log }: Follower): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  log(`wrote ${path}`)
}

function change(diff: string, { folder, env, log }: Follower): void {
  const options = { cwd: folder, env, input: diff, encoding: 'utf8' } as const
  const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], options)
  const path = /^\+\+\+ b\/(.*)$/m.exec(diff)?.[1]
  if (status !== 0) throw new Error(`The change of ${path} does not fit: ${stderr}`)
  log(`changed ${path}`)
}

function run(command: string, reader: Follower): void {
  const started = performance.now()
  const [, to] = /^cd (\S+)$/.exec(command) ?? []
  if (to !== undefined) {
    reader.folder = join(reader.folder, to)
    return
  }
  const limits = { maxBuffer: 2 ** 26, timeout: 300_000 }
  const options = { cwd: reader.folder, env: reader.env, encoding: 'utf8', ...limits } as const
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], options)
  if (status !== 0) throw new Error(`${command} ended with ${status}\n${stdout}${stderr}`)
  reader.log(`$ ${command} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}

/** Starts a server, and resolves when it has told how it is reached. */
async function serve(command: string, { folder, env, log }: Follower): Promise<ChildProcess> {
  // A group of its own, so that what npm starts ends with it.
  const child = spawn('sh', ['-c', command], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${command} ended`)
  })
  ended.catch(() => {})
  let told = ''
  for (;;) {
    const [chunk] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer]
    told += chunk.toString()
    const variables = [...told.matchAll(/^export (\w+)='(.*)'$/gm)]
    for (const [, name = '', value] of variables) env[name] = value
    if (variables.some(([, name = '']) => name.endsWith('_ENDPOINT')) && told.endsWith('\n')) break
  }
  log(`$ ${command} &`)
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  process.kill(-child.pid, 'SIGTERM')
  await once(child, 'exit')
}
