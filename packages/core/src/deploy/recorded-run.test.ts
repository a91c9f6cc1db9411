import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Clock } from '../clock.ts'
import type { RunOptions, Shell } from '../contract/access.ts'
import { CloudError } from '../errors.ts'
import { secret } from '../secret.ts'
import { type LocalShell, localShell } from '../testing/local-shell.ts'
import { failure } from '../testing/operations.ts'
import { script } from './script.ts'

const lost = new CloudError('The connection was lost', { code: 'network', outcome: 'unknown' })
/** Ten times as fast as time. */
const clock: Clock = {
  now: () => Date.now() * 10,
  elapsed: () => performance.now() * 10,
  after: (ms, run) => {
    const timer = setTimeout(run, ms / 10)
    return () => clearTimeout(timer)
  },
}

/** A shell whose channel is lost while the first of these commands run, on the machine to their end, or not at all. */
function losing(local: LocalShell, cuts: ('running' | 'before')[], program = 'run') {
  let connections = 1
  const run = async (command: readonly string[], options?: RunOptions) => {
    const isCut = command.some((word) => word.endsWith(program)) ? cuts.shift() : undefined
    if (isCut === 'running') void local.run(command, options)
    if (isCut !== undefined) throw lost
    return local.run(command, options)
  }
  const shell: Shell = { ...local, run }
  const reconnect = async () => void connections++
  return { shell, course: { reconnect, clock, run: 'd-1' }, connections: () => connections }
}

const counted = 'echo x >>ran; echo out; echo err >&2; sleep 0.2; echo "$TOKEN"; exit "$1"'
const ran = (local: LocalShell) => readFile(join(local.home, 'ran'), 'utf8')

describe('a script whose channel is lost', () => {
  it('is waited for over another one, runs once, and tells exit code and output', async () => {
    await using local = await localShell()
    const { shell, course, connections } = losing(local, ['running'])
    const step = script(counted, { args: ['0'], env: { TOKEN: secret('hunter2') } })
    const result = await step.run(shell, {}, course)
    expect(result).toMatchObject({ exitCode: 0, stdout: 'out\n[secret]\n', stderr: 'err\n' })
    expect([await ran(local), connections()]).toEqual(['x\n', 2])
    expect(await readdir(local.home)).toEqual(['ran'])
  })

  it('fails by its exit code, also where connections are lost again and again', async () => {
    await using local = await localShell()
    const { shell, course, connections } = losing(local, ['before', 'running'])
    const error = await failure(script(counted, { args: ['7'] }).run(shell, {}, course))
    expect(error).toMatchObject({ code: 'failed', details: { result: { exitCode: 7, stdout: 'out\n\n' } } })
    expect([await ran(local), connections()]).toEqual(['x\n', 3])
  })

  it('before it began is begun over another one', async () => {
    await using local = await localShell()
    const { shell, course } = losing(local, ['before', 'before'], 'mkdir')
    expect((await script(counted, { args: ['0'] }).run(shell, {}, course)).exitCode).toBe(0)
    expect(await ran(local)).toBe('x\n')
  })

  it('and that was ended by a signal says so', async () => {
    await using local = await localShell()
    const { shell, course } = losing(local, ['running'])
    const error = await failure(script('kill -9 $$').run(shell, {}, course))
    expect(error).toMatchObject({ details: { result: { exitCode: null, signal: 'SIGKILL' } } })
  })

  it('and that left no exit code is not run again: nobody knows what it came to', async () => {
    await using local = await localShell()
    const { shell, course } = losing(local, ['running'])
    const error = await failure(script('echo x >>ran; kill -9 $PPID $$').run(shell, {}, course))
    expect(error).toMatchObject({
      code: 'network',
      outcome: 'unknown',
      message: /without leaving an exit code/,
    })
    expect(await ran(local)).toBe('x\n')
  })

  it('and that cannot be reached again keeps the loss as its failure', async () => {
    await using local = await localShell()
    const { shell, course } = losing(local, ['running'])
    const reconnect = () => Promise.reject(new Error('no route'))
    const error = await failure(script('true').run(shell, {}, { ...course, reconnect }))
    expect(error).toMatchObject({ code: 'network', outcome: 'unknown', cause: { message: 'no route' } })
  })
})

describe('a script that is resumed', () => {
  const step = script(counted, { args: ['0'] })

  it('is over where its record says so, and runs where it never began', async () => {
    await using local = await localShell()
    const later: (() => Promise<void>)[] = []
    const course = { clock, run: 'd-1', after: (work: () => Promise<void>) => void later.push(work) }
    expect((await step.resume?.(local, {}, course))?.stdout).toBe('out\n\n')
    expect(await readdir(join(local.home, '.cloud-d-1'))).not.toContain('script')
    expect((await step.resume?.(local, {}, course))?.stdout).toBe('out\n\n')
    expect(await ran(local)).toBe('x\n')
    for (const work of later) await work()
    expect(await readdir(local.home)).toEqual(['ran'])
  })

  it('has failed where it had, and is not run again', async () => {
    await using local = await localShell()
    const failing = script(counted, { args: ['3'] })
    const course = { clock, run: 'd-1', after: () => {} }
    for (const call of [failing.run, failing.resume]) {
      expect(await failure(call?.(local, {}, course) ?? Promise.resolve())).toMatchObject({
        details: { result: { exitCode: 3 } },
      })
    }
    expect(await ran(local)).toBe('x\n')
  })
})

it('what bash, dash and busybox run by the recorder is told apart as it prints', async () => {
  await using local = await localShell()
  const { recorder } = await import('./recorded-run.ts')
  for (const program of ['bash', 'dash', 'busybox sh'].map((each) => each.split(' '))) {
    const there = await local.run(['sh', '-c', 'command -v "$0"', program[0] ?? ''])
    if (there.exitCode !== 0) continue
    const folder = `.${program[0]}`
    await local.run(['mkdir', folder])
    await writeFile(join(local.home, folder, 'run'), recorder)
    const command = ['sh', '-c', 'echo out; echo err >&2; yes | head -1; exit 4']
    const result = await local.run([...program, `./${folder}/run`, ...command])
    expect(result).toMatchObject({ exitCode: 4, stdout: 'out\ny\n', stderr: 'err\n' })
    expect(await readFile(join(local.home, folder, 'exit'), 'utf8')).toBe('4\n')
    const again = await local.run([...program, `./${folder}/run`, 'true'])
    expect(again).toMatchObject({ exitCode: 125, stderr: 'cloud: begun already\n' })
  }
})
