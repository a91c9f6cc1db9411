import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { secret } from '../secret.ts'
import { localShell } from '../testing/local-shell.ts'
import { failure } from '../testing/operations.ts'
import { type Answer, recordingShell } from '../testing/recording-shell.ts'
import { recorder } from './recorded-run.ts'
import { script, scriptFile } from './script.ts'

const folder = /^\.cloud-[0-9a-f]{32}$/

describe('what a script does on the machine', () => {
  it('is uploaded to a folder of its own, run once and removed', async () => {
    const shell = recordingShell()
    await script('uname -a').run(shell, {})
    const [make, upload, record, run, remove] = shell.done
    const name = String(make?.[4])
    expect(name).toMatch(folder)
    expect(make).toEqual(['mkdir', '-p', '-m', '700', name])
    expect([upload, record]).toEqual([`upload ${name}/script`, `upload ${name}/run`])
    expect(run).toEqual(['sh', `./${name}/run`, 'sh', `./${name}/script`])
    expect(remove).toEqual(['rm', '-rf', name])
    expect(shell.done).toHaveLength(5)
    expect(shell.uploads).toEqual([
      { content: 'uname -a', path: `${name}/script`, mode: 0o700 },
      { content: recorder, path: `${name}/run`, mode: 0o600 },
    ])
  })

  it('has a name that nobody can guess', async () => {
    const shell = recordingShell()
    await script('true').run(shell, {})
    await script('true').run(shell, {})
    expect(new Set(shell.done.filter(([first]) => first === 'mkdir').map(String)).size).toBe(2)
  })

  it('is run by the program of its first line', async () => {
    const shell = recordingShell()
    await script('#!/usr/bin/env python3\nprint(1)').run(shell, {})
    expect(shell.done[3]?.[2]).toMatch(/^\.\/\.cloud-.*\/script$/)
  })

  it('has its arguments as they are, one each', async () => {
    const shell = recordingShell()
    const args = ['a b', '$(id)', '-n', '', "it's", '*']
    await script('true', { args }).run(shell, {})
    expect(shell.done[3]?.slice(4)).toEqual(args)
  })

  it('is run by sudo that does not ask', async () => {
    const shell = recordingShell()
    await script('true', { sudo: true, args: ['x'] }).run(shell, {})
    const [, , sudo, no, end, sh, path, arg] = shell.done[3] ?? []
    expect([sudo, no, end, sh, arg]).toEqual(['sudo', '-n', '--', 'sh', 'x'])
    expect(path).toMatch(/\/script$/)
  })

  it('has its environment in a file that only the user reads, and never in a command', async () => {
    const shell = recordingShell()
    await script('true', { env: { PLAIN: "it's $HOME", TOKEN: secret('hunter2') }, sudo: true }).run(
      shell,
      {},
    )
    expect(shell.uploads[1]).toMatchObject({
      content: "export PLAIN='it'\\''s $HOME'\nexport TOKEN=hunter2\n",
      path: expect.stringMatching(/^\.cloud-[0-9a-f]{32}\/env$/),
      mode: 0o600,
    })
    expect(JSON.stringify(shell.done)).not.toMatch(/hunter2|TOKEN|PLAIN/)
    expect(shell.done.at(-1)?.[0]).toBe('rm')
  })

  it('passes the signal, the time and the listener on, the listener for the script alone', async () => {
    const shell = recordingShell(([program]) => ({ stdout: `${program}\n` }))
    const output: string[] = []
    const { signal } = new AbortController()
    await script('true').run(shell, { signal, timeoutMs: 5, onOutput: ({ text }) => output.push(text) })
    expect(output).toEqual(['sh\n'])
    expect(shell.options[0]).toEqual({ signal, timeoutMs: 5 })
    expect(shell.options[1]).toMatchObject({ signal, timeoutMs: 5 })
    expect(shell.options[2]).toEqual({ timeoutMs: 10_000 })
  })
})

describe('a script that fails', () => {
  const failing = (answer: Answer) => {
    const shell = recordingShell(answer)
    return { shell, ran: failure(script('make all', { env: { A: 'b' } }).run(shell, {})) }
  }

  it.each<readonly [string, Awaited<ReturnType<Answer>>, string]>([
    ['exit code 1', { exitCode: 1, stderr: 'a\nno rule\n' }, '"make all" ended with exit code 1: no rule'],
    [
      'exit code 2 and output alone',
      { exitCode: 2, stdout: 'half\n' },
      '"make all" ended with exit code 2: half',
    ],
    ['exit code 127 and no word', { exitCode: 127 }, '"make all" ended with exit code 127'],
    ['a signal', { exitCode: null, signal: 'SIGKILL' }, '"make all" ended with signal SIGKILL'],
  ])('by %s says so, and is removed', async (_how, result, message) => {
    const { shell, ran } = failing(([program]) => (program === 'sh' ? result : undefined))
    expect(await ran).toMatchObject({
      code: 'failed',
      message,
      outcome: 'applied',
      details: { result: { title: 'make all', ...result } },
    })
    expect(shell.done.at(-1)?.slice(0, 2)).toEqual(['rm', '-rf'])
  })

  it('and whose removal hangs is waited for one second', async () => {
    const { ran } = failing(([program]) => {
      if (program === 'rm') return new Promise(() => {})
      return program === 'sh' ? { exitCode: 1 } : undefined
    })
    const started = performance.now()
    expect(await ran).toMatchObject({ code: 'failed' })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('because it is aborted is told a second later at most, its removal begun', async () => {
    const controller = new AbortController()
    const shell = recordingShell(([program], { signal }) => {
      if (program === 'rm') return new Promise(() => {})
      if (program !== 'sh') return undefined
      setImmediate(() => controller.abort(new Error('enough')))
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    })
    const started = performance.now()
    const error = await failure(script('sleep 60').run(shell, { signal: controller.signal }))
    expect(error).toMatchObject({ message: 'enough' })
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(shell.done.at(-1)?.[0]).toBe('rm')
    expect(shell.options.at(-1)).toEqual({ timeoutMs: 1_000 })
  })

  const lost = new CloudError('The connection was lost', { code: 'network', outcome: 'unknown' })
  it.each<readonly [string, Answer]>([
    ['while it runs', ([program]) => (program === 'sh' ? lost : undefined)],
    ['while it is uploaded', ([, path]) => (path?.endsWith('/script') ? lost : undefined)],
    ['while its environment is uploaded', ([, path]) => (path?.endsWith('/env') ? lost : undefined)],
  ])('because the shell does, %s, is removed and runs once at most', async (_when, answer) => {
    const { shell, ran } = failing(answer)
    expect(await ran).toBe(lost)
    expect(shell.done.at(-1)?.[0]).toBe('rm')
    expect(shell.done.filter(([program]) => program === 'sh').length).toBeLessThanOrEqual(1)
  })

  it('keeps its failure where it cannot be removed either', async () => {
    const { ran } = failing(([program]) => (program === 'mkdir' || program === 'upload' ? undefined : lost))
    expect(await ran).toBe(lost)
  })

  it('because its folder cannot be made has not run', async () => {
    const { shell, ran } = failing(([program]) =>
      program === 'mkdir' ? { exitCode: 1, stderr: 'disk full' } : undefined,
    )
    expect(await ran).toMatchObject({
      code: 'failed',
      message: 'The folder of the script could not be made ended with exit code 1: disk full',
    })
    expect(shell.done.map(([program]) => program)).toEqual(['mkdir', 'rm'])
  })
})

describe('a secret in the environment of a script', () => {
  const env = { TOKEN: secret('hunter2'), PLAIN: 'plain' }
  const noisy = (exitCode: number) =>
    recordingShell(([program]) =>
      program === 'sh'
        ? { exitCode, stdout: 'got hunter2, plain\n', stderr: '+ curl -u hunter2\n' }
        : undefined,
    )

  it('is in no result and no output', async () => {
    const output: string[] = []
    const told = { onOutput: ({ text }: { readonly text: string }) => void output.push(text) }
    const result = await script('set -x; use "$TOKEN"', { env }).run(noisy(0), told)
    expect(result).toMatchObject({ stdout: 'got [secret], plain\n', stderr: '+ curl -u [secret]\n' })
    expect(output).toEqual(['got [secret], plain\n', '+ curl -u [secret]\n'])
  })

  it('is in no error', async () => {
    const error = await failure(script('set -x; use "$TOKEN"', { env }).run(noisy(1), {}))
    expect(error).toMatchObject({ message: expect.stringContaining('curl -u [secret]') })
    expect(inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)).not.toContain('hunter2')
  })

  it('is not printed by a real sh -x', async () => {
    await using shell = await localShell()
    const odd = `it's "$ecret" \\`
    const text = 'set -x; : "$TOKEN"; echo "$TOKEN" >&2; printf "%s" "$TOKEN"'
    const { stdout, stderr } = await script(text, { env: { TOKEN: secret(odd) } }).run(shell, {})
    expect(stdout).toBe('[secret]')
    expect(stderr).not.toContain('ecret"')
  })
})

describe('the title of a script', () => {
  it.each([
    ['yum -y install emacs', 'yum -y install emacs'],
    ['\n\n  # setup\n#!x\n  make all \nmake install', 'make all'],
    ['#!/bin/sh\nset -e\nmake', 'set -e'],
    [`echo ${'x'.repeat(100)}`, `echo ${'x'.repeat(66)}…`],
  ])('of %o is its first line that says something', (text, title) => {
    expect(script(text).title).toBe(title)
  })

  it('is what it is told', () => {
    expect(script('true', { title: 'Nothing' }).title).toBe('Nothing')
    expect(scriptFile('setup.sh').title).toBe('setup.sh')
    expect(scriptFile('setup.sh', { title: 'Set up' }).title).toBe('Set up')
  })
})

describe('a script that cannot be right', () => {
  it.each<readonly [string, () => unknown, RegExp]>([
    ['empty', () => script(''), /The script is empty/],
    ['blank', () => script(' \n\t'), /The script is empty/],
    ['no text', () => script(undefined as never), /The script must be a string/],
    ['bytes', () => script(Buffer.from('id') as never), /The script must be a string: scriptFile/],
    [
      'an option that is not known',
      () => script('x', { sude: true } as never),
      /"sude": its options are .*\bsudo/,
    ],
    [
      'an option of a file that is not known',
      () => scriptFile('x', { arg: [] } as never),
      /its options are .*\bargs/,
    ],
    ['a name that is none', () => script('x', { env: { 'A B': 'c' } }), /"A B" is no name of an environment/],
    ['a name with a command', () => script('x', { env: { 'A=$(id)': 'c' } }), /is no name/],
    ['a name that begins with a digit', () => scriptFile('x', { env: { '1A': 'c' } }), /is no name/],
    ['a value with a NUL', () => script('x', { env: { A: secret('b\0c') } }), /NUL/],
    [
      'a word for sudo',
      () => script('x', { sudo: 'no' as never }),
      /sudo must be true or false, and is string/,
    ],
    ['arguments in one text', () => script('x', { args: 'abc' as never }), /args must be an array/],
    [
      'an argument that is no text',
      () => script('x', { args: ['a', 8080 as never] }),
      /args\[1\] must be a string/,
    ],
    [
      'a value that is no text',
      () => script('x', { env: { A: 1 as never } }),
      /env\.A must be a string or a Secret, and is number/,
    ],
    [
      'a value that is not there',
      () => scriptFile('x', { env: { A: undefined as never } }),
      /env\.A must be a string or a Secret, and is undefined/,
    ],
    [
      'an environment that is a Map',
      () => script('x', { env: new Map() as never }),
      /env must be a plain object/,
    ],
    ['a title that is none', () => script('x', { title: 7 as never }), /title must be a string/],
    ['an empty title', () => scriptFile('x', { title: '' }), /title must be a string, and not empty/],
    ['options that are none', () => script('x', 'sudo' as never), /script must be a plain object/],
    ['no path', () => scriptFile(undefined as never), /path of the script must be a string/],
    ['an argument with a NUL', () => script('x', { args: ['b\0c'] }), /NUL/],
  ])('is refused when it is made: %s', (_what, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
    )
  })
})

describe('a script in a real sh', () => {
  it('sees its arguments and its environment unchanged, and nothing of it is left', async () => {
    await using shell = await localShell()
    const odd = `a  b'c"d$HOME\`id\`\\\n*é`
    const text = 'printf "[%s]" "$@"; printf "<%s>" "$TOKEN"; pwd; [ "$HOME" = "$PWD" ]'
    const result = await script(text, { args: [odd, ''], env: { TOKEN: odd } }).run(shell, {})
    expect(result.stdout).toBe(`[${odd}][]<${odd}>${shell.home}\n`)
    expect(await readdir(shell.home)).toEqual([])
  })

  it('runs by its own first line, with its environment', async () => {
    await using shell = await localShell()
    const text = '#!/usr/bin/env node\nconsole.log(process.argv.slice(2), process.env.TOKEN)'
    const result = await script(text, { args: ['a b'], env: { TOKEN: 't' } }).run(shell, {})
    expect(result.stdout).toBe("[ 'a b' ] t\n")
  })

  it('runs by sudo with its environment', async () => {
    await using shell = await localShell()
    await shell.run(['mkdir', 'bin'])
    await shell.upload('#!/bin/sh\necho "sudo $1 $2"\nshift 2\nexec "$@"', 'bin/sudo', { mode: 0o700 })
    const result = await script('echo "$TOKEN $1"', {
      sudo: true,
      args: ['x'],
      env: { TOKEN: 'hunter2' },
    }).run(shell, {})
    expect(result.stdout).toBe('sudo -n --\nhunter2 x\n')
    expect(shell.commandLines.join()).not.toContain('hunter2')
    expect(await readdir(shell.home)).toEqual(['bin'])
  })

  it('fails with its own exit code and leaves nothing', async () => {
    await using shell = await localShell()
    expect(await failure(script('echo no >&2; exit 3').run(shell, {}))).toMatchObject({
      code: 'failed',
      details: { result: { exitCode: 3, stderr: 'no\n' } },
    })
    expect(await readdir(shell.home)).toEqual([])
  })
})

describe('scriptFile', () => {
  it('reads its file when it runs', async () => {
    const here = await mkdtemp(join(tmpdir(), 'cloud-script-'))
    const path = join(here, 'setup.sh')
    const step = scriptFile(path, { args: ['x'] })
    await writeFile(path, 'echo "late $1"')
    await using shell = await localShell()
    expect((await step.run(shell, {})).stdout).toBe('late x\n')
    await step.check?.()
    await rm(here, { recursive: true })
    for (const call of [() => step.run(shell, {}), async () => step.check?.()]) {
      expect(await failure(call())).toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(/setup\.sh cannot be read: ENOENT/),
      })
    }
  })
})
