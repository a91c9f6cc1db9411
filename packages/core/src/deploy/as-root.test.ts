import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Shell } from '../contract/access.ts'
import { secret } from '../secret.ts'
import { type LocalShell, localShell } from '../testing/local-shell.ts'
import { failure } from '../testing/operations.ts'
import { recordingShell } from '../testing/recording-shell.ts'
import { directory, type FileOptions, file } from './files.ts'
import { template } from './template.ts'

/** A shell with a `sudo` of our own, since not every computer has one that asks nothing: it takes its two words and runs the rest. */
async function withSudo(program = 'shift 2\nexec "$@"'): Promise<LocalShell> {
  const shell = await localShell()
  await mkdir(join(shell.home, 'bin'))
  await writeFile(join(shell.home, 'bin/sudo'), `#!/bin/sh\n[ "$1 $2" = '-n --' ] || exit 99\n${program}\n`)
  await chmod(join(shell.home, 'bin/sudo'), 0o700)
  return shell
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8)
const me = `${process.getuid?.()}:${process.getgid?.()}`

describe('a file that is written as root', () => {
  it('is whole, with its mode and its owner, and replaces the one that was there', async () => {
    await using shell = await withSudo()
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256)
    await mkdir(join(shell.home, 'etc'))
    await writeFile(join(shell.home, 'etc/app'), 'old', { mode: 0o666 })
    await file(bytes, 'etc/app', { sudo: true, mode: 0o640, owner: me }).run(shell, {})
    expect(new Uint8Array(await readFile(join(shell.home, 'etc/app')))).toEqual(bytes)
    expect(await modeOf(join(shell.home, 'etc/app'))).toBe('640')
    expect(await readdir(join(shell.home, 'etc'))).toEqual(['app'])
  })

  it.each(['-rf', "it's $HOME", '"; id; "', '`id` *', ' é ', '--'])('may be called %j', async (path) => {
    await using shell = await withSudo()
    await file('content', path, { sudo: true }).run(shell, {})
    expect(await readFile(join(shell.home, path), 'utf8')).toBe('content')
    expect(await modeOf(join(shell.home, path))).toBe('644')
  })

  it('is in no command line, and in no other file', async () => {
    await using shell = await withSudo()
    const options = { sudo: true, owner: me }
    await template('key={{key}}', { key: secret('hunter2') }, 'app.conf', options).run(shell, {})
    expect(await readFile(join(shell.home, 'app.conf'), 'utf8')).toBe('key=hunter2')
    expect(await modeOf(join(shell.home, 'app.conf'))).toBe('600')
    expect(shell.commandLines.join()).not.toContain('hunter2')
    expect((await readdir(shell.home)).sort()).toEqual(['app.conf', 'bin'])
  })

  it('does not take the place of the other where its content was cut short', async () => {
    await using shell = await withSudo()
    await writeFile(join(shell.home, 'app'), 'old')
    const cut: Shell = {
      ...shell,
      run: (command, options) =>
        shell.run(command, { ...options, stdin: String(options?.stdin).slice(0, 3) }),
    }
    expect(await failure(file('content', 'app', { sudo: true }).run(cut, {}))).toMatchObject({
      code: 'failed',
      message: '"file app" ended with exit code 1: app could not be written',
    })
    expect(await readFile(join(shell.home, 'app'), 'utf8')).toBe('old')
    expect((await readdir(shell.home)).sort()).toEqual(['app', 'bin'])
  })

  it.each<readonly [string, string, FileOptions, RegExp]>([
    ['its path is a folder', 'bin', {}, /bin is a folder/],
    ['its folder is not there', 'none/x', {}, /exit code 1/],
    ['its owner is not there', 'x', { owner: 'nobody-of-this-name' }, /x could not be written/],
  ])('fails where %s, and leaves nothing', async (_what, path, options, message) => {
    await using shell = await withSudo()
    const error = await failure(file('x', path, { ...options, sudo: true }).run(shell, {}))
    expect(error).toMatchObject({ code: 'failed', message: expect.stringMatching(message) })
    expect(await readdir(shell.home)).toEqual(['bin'])
  })

  it('fails where sudo asks for a password', async () => {
    await using shell = await withSudo('echo "sudo: a password is required" >&2; exit 1')
    expect(await failure(file('x', 'x', { sudo: true }).run(shell, {}))).toMatchObject({
      code: 'failed',
      message: '"file x" ended with exit code 1: sudo: a password is required',
    })
  })

  it.each<readonly [string, unknown, RegExp]>([
    ['a word for sudo', { sudo: 'yes' }, /sudo must be true or false, and is string/],
    ['an owner without sudo', { owner: 'www-data' }, /owner needs sudo/],
    ['an owner that is none', { sudo: true, owner: 'a b' }, /owner is "a b": as in/],
    ['an owner that is an option', { sudo: true, owner: '--reference=x' }, /owner is "--reference=x"/],
    ['a number as owner', { sudo: true, owner: 0 }, /owner is 0/],
  ])('refuses %s', (_what, options, message) => {
    const refused = expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) })
    expect(() => file('x', 'x', options as FileOptions)).toThrow(refused)
    expect(() => directory('x', 'x', options as FileOptions)).toThrow(refused)
    expect(() => template('x', {}, 'x', options as FileOptions)).toThrow(refused)
  })
})

describe('a folder that is copied as root', () => {
  it('has all that is in it, and leaves alone what is there', async () => {
    const from = await mkdtemp(join(tmpdir(), 'cloud-root-'))
    await mkdir(join(from, 'a b/deep'), { recursive: true })
    await writeFile(join(from, 'a b/deep/run'), new Uint8Array([0, 255]), { mode: 0o700 })
    await writeFile(join(from, 'page'), '<p>')
    await using shell = await withSudo()
    await mkdir(join(shell.home, 'www'), { mode: 0o700 })
    await writeFile(join(shell.home, 'www/kept'), 'kept')
    await directory(from, 'www', { sudo: true, owner: me }).run(shell, {})
    await rm(from, { recursive: true })
    const at = (path: string) => join(shell.home, 'www', path)
    expect(await readFile(at('a b/deep/run'))).toEqual(Buffer.from([0, 255]))
    expect(await Promise.all(['', 'a b', 'a b/deep/run', 'page'].map((path) => modeOf(at(path))))).toEqual([
      ...['700', '755', '755', '644'],
    ])
    expect((await readdir(at(''))).sort()).toEqual(['a b', 'kept', 'page'])
  })

  it('asks nothing else of the machine', async () => {
    const from = await mkdtemp(join(tmpdir(), 'cloud-root-'))
    await writeFile(join(from, 'page'), '<p>')
    const shell = recordingShell()
    await directory(from, '/srv/www', { sudo: true, owner: 'www-data:www-data' }).run(shell, {})
    await rm(from, { recursive: true })
    const asked = shell.done.map((command) => [command.slice(0, 5), command.slice(6)])
    const sudo = ['sudo', '-n', '--', 'sh', '-c']
    expect(asked).toEqual([
      [sudo, ['sh', '/srv/www', 'www-data:www-data']],
      [
        sudo,
        [
          'sh',
          '/srv/www/page',
          expect.stringMatching(/^[0-9a-f]{16}\.new$/),
          '3',
          '0644',
          'www-data:www-data',
        ],
      ],
    ])
    expect(shell.uploads).toEqual([])
  })
})
