import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Clock } from '../clock.ts'
import { CloudError } from '../errors.ts'
import { secret } from '../secret.ts'
import { localShell } from '../testing/local-shell.ts'
import { failure } from '../testing/operations.ts'
import { recordingShell } from '../testing/recording-shell.ts'
import { packages } from './packages.ts'
import { reboot } from './reboot.ts'
import { template } from './template.ts'
import { waitFor } from './wait-for.ts'

/** Time that passes when somebody waits for it. */
function still(): Clock {
  let time = 0
  return {
    now: () => time,
    elapsed: () => time,
    after: (ms, run) => {
      const timer = setImmediate(() => {
        time += ms
        run()
      })
      return () => clearImmediate(timer)
    },
  }
}
const lost = new CloudError('The connection was lost', { code: 'network', outcome: 'unknown' })

describe('template', () => {
  it('writes the text with its values, for its user alone where one is a secret', async () => {
    await using shell = await localShell()
    const text = 'port={{port}}\nkey={{ api.key }} {{port}}\n{not} {{ 1 }}\n'
    await template(text, { port: 80, 'api.key': secret('$1 $&') }, 'app.conf').run(shell, {})
    expect(await readFile(join(shell.home, 'app.conf'), 'utf8')).toBe(
      'port=80\nkey=$1 $& 80\n{not} {{ 1 }}\n',
    )
    expect((await stat(join(shell.home, 'app.conf'))).mode & 0o777).toBe(0o600)
    expect(template('a', {}, 'x')).toMatchObject({ title: 'template x' })
  })

  it.each<readonly [string, () => unknown, RegExp]>([
    ['a name without a value', () => template('{{a}}', {}, 'x'), /\{\{a\}\} has no value/],
    ['a value of the prototype', () => template('{{toString}}', {}, 'x'), /has no value/],
    ['a value without a place', () => template('', { a: '1' }, 'x'), /has no \{\{a\}\}/],
    ['a value that is none', () => template('{{a}}', { a: null as never }, 'x'), /values\.a/],
    ['values that are none', () => template('', new Map() as never, 'x'), /values must be a plain object/],
    ['an option that is none', () => template('', {}, 'x', { sude: true } as never), /"sude"/],
  ])('refuses %s', (_what, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
    )
  })
})

describe('packages', () => {
  it.each([
    ['apt-get', /^env DEBIAN\S+ apt-get .* update\nenv DEBIAN\S+ apt-get .* install nginx g\+\+$/],
    ['dnf', /^dnf -y install nginx g\+\+$/],
    ['apk', /^apk add nginx g\+\+$/],
  ])('are installed by %s, by sudo', async (manager, expected) => {
    await using shell = await localShell()
    const bin = join(shell.home, 'bin')
    await mkdir(bin)
    const tools = { sudo: 'shift; echo "$*"', [manager]: ':', id: 'echo 1000' }
    for (const [name, text] of Object.entries(tools)) {
      await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`)
      await chmod(join(bin, name), 0o755)
    }
    // Of the computer's own, those that a script needs and no package manager.
    const links = 'for each in sh mkdir mv cat tee rm; do ln -s "$(command -v $each)" "$0/$each"; done'
    await shell.run(['/bin/sh', '-c', `PATH=/usr/bin:/bin; ${links}`, bin])
    const only = {
      ...shell,
      run: (command: readonly string[], options = {}) =>
        shell.run(['env', `PATH=${bin}`, ...command], options),
    }
    const { stdout } = await packages(['nginx', 'g++']).run(only, {})
    expect(stdout.trim()).toMatch(expected)
  })

  it.each([[[]], [['-y']], [['a b']], ['nginx'], [undefined]])('refuses %j', (names) => {
    expect(() => packages(names as never)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})

describe('waitFor', () => {
  it('runs the command until it succeeds', async () => {
    const codes = [7, 7, 0]
    const shell = recordingShell(() => ({ exitCode: codes.shift() ?? 0 }))
    const clock = still()
    const result = await waitFor(['curl', '-f', 'localhost']).run(shell, {}, { clock })
    expect([result.exitCode, shell.done.length, clock.elapsed()]).toEqual([0, 3, 2_000])
    expect(waitFor(['true']).title).toBe('wait for true')
  })

  it('fails with the last result where that does not come in time', async () => {
    const shell = recordingShell(() => ({ exitCode: 7, stderr: 'refused' }))
    const step = waitFor(['curl'], { timeoutMs: 5_000, intervalMs: 2_000 })
    const error = await failure(step.run(shell, {}, { clock: still() }))
    expect(error).toMatchObject({ code: 'timeout', details: { result: { exitCode: 7, stderr: 'refused' } } })
    expect(shell.done).toHaveLength(3)
  })

  it.each([
    [[], {}],
    ['true', {}],
    [['true'], { intervalMs: 0 }],
    [['true'], { every: 1 }],
  ])('refuses %j with %j', (command, options) => {
    expect(() => waitFor(command as never, options as never)).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    )
  })
})

describe('reboot', () => {
  it('goes on over another connection when the first is lost', async () => {
    const answers = [{}, {}, lost]
    const shell = recordingShell(() => answers.shift())
    let connections = 0
    const reconnect = async () => void connections++
    const result = await reboot().run(shell, {}, { clock: still(), reconnect })
    expect([result.exitCode, connections, shell.done.slice(1)]).toEqual([0, 1, [['true'], ['true']]])
  })

  it('fails where the machine refuses, or stays up', async () => {
    const course = { clock: still(), reconnect: async () => {} }
    const refusing = recordingShell(() => ({ exitCode: 1, stderr: 'sudo: a password is required\n' }))
    expect(await failure(reboot().run(refusing, {}, course))).toMatchObject({
      code: 'failed',
      message: expect.stringContaining('password'),
    })
    expect(await failure(reboot().run(recordingShell(), {}, course))).toMatchObject({ code: 'timeout' })
    expect(await failure(reboot().run(recordingShell(), {}))).toMatchObject({ code: 'invalid' })
  })
})
