import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localShell } from '../testing/local-shell.ts'
import { failure } from '../testing/operations.ts'
import { recordingShell } from '../testing/recording-shell.ts'
import { authorizeKey, directory, file } from './files.ts'

const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes])
const keyOf = (fill: number, comment: string) =>
  `ssh-ed25519 ${Buffer.concat([field(Buffer.from('ssh-ed25519')), field(Buffer.alloc(32, fill))]).toString('base64')} ${comment}`.trim()

let here = ''
beforeAll(async () => {
  here = await mkdtemp(join(tmpdir(), 'cloud-files-'))
})
afterAll(() => rm(here, { recursive: true }))

describe('file', () => {
  it('writes its content, for all to read unless it is told', async () => {
    const shell = recordingShell()
    const result = await file('hello', '/etc/motd').run(shell, {})
    await file(new Uint8Array([104, 105]), 'bin/x', { mode: 0o750, title: 'the tool' }).run(shell, {})
    expect(shell.uploads).toEqual([
      { content: 'hello', path: '/etc/motd', mode: 0o644 },
      { content: 'hi', path: 'bin/x', mode: 0o750 },
    ])
    expect(result).toMatchObject({ title: 'file /etc/motd', exitCode: 0, stdout: '', stderr: '' })
  })

  it('takes its content from a file of this computer, when it runs', async () => {
    const shell = recordingShell()
    const from = join(here, 'late.txt')
    const step = file({ from }, 'x')
    await writeFile(from, 'late')
    await step.run(shell, {})
    expect(shell.uploads[0]?.content).toBe('late')
    expect(await failure(file({ from: join(here, 'nowhere') }, 'x').run(shell, {}))).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/nowhere cannot be read: ENOENT/),
    })
  })

  it('is found wanting before it is uploaded', async () => {
    const from = join(here, 'there.txt')
    const check = async (path: string) => file({ from: path }, 'x').check?.()
    await writeFile(from, 'there')
    await check(from)
    for (const [path, why] of [
      [join(here, 'nowhere'), /nowhere cannot be read: ENOENT/],
      [here, /cannot be read: it is no file/],
    ] as const) {
      expect(await failure(check(path))).toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(why),
      })
    }
    expect(file('content', 'x').check).toBeUndefined()
  })

  it.each<readonly [string, () => unknown, RegExp]>([
    ['an empty path', () => file('x', ''), /path of the file is empty/],
    ['a path with a line end', () => file('x', 'a\nb'), /control character at 1/],
    ['an option that is not known', () => file('x', 'y', { mod: 1 } as never), /its options are .*\bmode/],
    [
      'no content',
      () => file(undefined as never, 'y'),
      /content of the file is undefined: a string, a Uint8Array/,
    ],
    ['a number as content', () => file(7 as never, 'y'), /content of the file is number/],
    ['another member than from', () => file({ form: 'x' } as never, 'y'), /"form": its options are .*\bfrom/],
    [
      'no path to copy from',
      () => file({ from: undefined } as never, 'y'),
      /path to copy from must be a string/,
    ],
    ['no path', () => file('x', undefined as never), /path of the file must be a string/],
    ['a title that is none', () => file('x', 'y', { title: 7 as never }), /title must be a string/],
    ['a mode in decimal', () => file('x', 'y', { mode: 644 }), /mode is 644: 0o644 was perhaps meant/],
    ['no folder', () => directory(undefined as never, 'y'), /path to copy from must be a string/],
    ['a folder without a target', () => directory('x', undefined as never), /path of the directory must be/],
    ['a mode of a folder', () => directory('x', 'y', { mode: 0o755 } as never), /no option "mode"/],
    ['no key', () => authorizeKey(undefined as never), /public key must be a string, and is undefined/],
    ['an option of a key', () => authorizeKey(keyOf(1, ''), { sudo: true } as never), /no option "sudo"/],
  ])('refuses %s', (_what, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
    )
  })
})

describe('directory', () => {
  it('copies all that is in it, with its folders and what is executable', async () => {
    const from = join(here, 'site')
    await mkdir(join(from, 'a b/deep'), { recursive: true })
    await mkdir(join(from, 'empty'))
    await writeFile(join(from, 'index.html'), '<p>')
    await writeFile(join(from, 'a b/deep/run'), new Uint8Array([0, 255]))
    await chmod(join(from, 'a b/deep/run'), 0o700)
    await using shell = await localShell()
    const result = await directory(from, 'www/site').run(shell, {})
    expect(result).toMatchObject({ title: 'directory www/site', exitCode: 0 })
    const made = execFileSync('find', ['www', '-type', 'f', '-printf', '%m %p\n'], { cwd: shell.home })
    expect(made.toString().trim().split('\n').sort()).toEqual([
      '644 www/site/index.html',
      '755 www/site/a b/deep/run',
    ])
    expect(await readFile(join(shell.home, 'www/site/a b/deep/run'))).toEqual(Buffer.from([0, 255]))
    expect((await stat(join(shell.home, 'www/site/empty'))).isDirectory()).toBe(true)
  })

  it.each([
    ['a link to a file', (path: string) => symlink('/etc/hostname', path)],
    ['a link to a folder', (path: string) => symlink('/etc', path)],
    ['a link to nothing', (path: string) => symlink('/nowhere', path)],
    ['a pipe', async (path: string) => void execFileSync('mkfifo', [path])],
  ])('refuses %s', async (_what, make) => {
    const from = await mkdtemp(join(here, 'odd-'))
    await make(join(from, 'odd'))
    const shell = recordingShell()
    const step = directory(from, 'x')
    for (const call of [() => step.run(shell, {}), async () => step.check?.()]) {
      expect(await failure(call())).toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(/odd is a link or a special file/),
      })
    }
    expect(shell.uploads).toEqual([])
  })

  it('is found wanting before it is copied, however deep', async () => {
    const from = await mkdtemp(join(here, 'deep-'))
    await mkdir(join(from, 'a/b'), { recursive: true })
    await writeFile(join(from, 'a/b/fine'), 'x')
    const step = directory(from, 'x')
    await step.check?.()
    await symlink('/etc', join(from, 'a/b/odd'))
    expect(await failure(Promise.resolve(step.check?.()))).toMatchObject({ code: 'invalid' })
    expect(await failure(Promise.resolve(directory(join(from, 'none'), 'x').check?.()))).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/none cannot be read: ENOENT/),
    })
  })

  it('refuses a folder that is not there', async () => {
    expect(await failure(directory(join(here, 'none'), 'x').run(recordingShell(), {}))).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/none cannot be read: ENOENT/),
    })
  })

  it('fails where the machine cannot make a folder', async () => {
    const from = await mkdtemp(join(here, 'some-'))
    const shell = recordingShell(() => ({ exitCode: 1, stderr: 'mkdir: read-only file system\n' }))
    expect(await failure(directory(from, '-p').run(shell, {}))).toMatchObject({
      code: 'failed',
      message: '"directory -p" ended with exit code 1: mkdir: read-only file system',
    })
    expect(shell.done).toEqual([['mkdir', '-p', '--', '-p']])
  })
})

describe('authorizeKey', () => {
  const [mine, other] = [keyOf(1, 'me@home'), keyOf(2, "it's $HOME")]
  const authorized = '.ssh/authorized_keys'
  const read = async (home: string) => readFile(join(home, authorized), 'utf8')

  it('adds the key where there is none yet, for the user alone', async () => {
    await using shell = await localShell()
    const result = await authorizeKey(mine).run(shell, {})
    expect(result).toMatchObject({ title: 'authorize me@home', exitCode: 0 })
    expect(await read(shell.home)).toBe(`${mine}\n`)
    expect((await stat(join(shell.home, '.ssh'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(shell.home, authorized))).mode & 0o777).toBe(0o600)
  })

  it('adds it once', async () => {
    await using shell = await localShell()
    for (const key of [mine, other, mine, other]) await authorizeKey(key).run(shell, {})
    expect(await read(shell.home)).toBe(`${mine}\n${other}\n`)
  })

  it.each([
    ['ends in a line', 'ssh-rsa AAAA a\n'],
    ['does not end in a line', 'ssh-rsa AAAA a'],
    ['ends in an empty line', 'ssh-rsa AAAA a\n\n'],
  ])('keeps what is in a file that %s', async (_what, before) => {
    await using shell = await localShell()
    await mkdir(join(shell.home, '.ssh'))
    await writeFile(join(shell.home, authorized), before)
    await authorizeKey(mine).run(shell, {})
    expect(await read(shell.home)).toBe(`${before.endsWith('\n') ? before : `${before}\n`}${mine}\n`)
  })

  it('does not take a part of a line for the key', async () => {
    await using shell = await localShell()
    await mkdir(join(shell.home, '.ssh'))
    await writeFile(join(shell.home, authorized), `command="true" ${mine}\n`)
    await authorizeKey(mine).run(shell, {})
    expect(await read(shell.home)).toBe(`command="true" ${mine}\n${mine}\n`)
  })

  it('fails where it cannot be written', async () => {
    await using shell = await localShell()
    await writeFile(join(shell.home, '.ssh'), 'in the way')
    expect(await failure(authorizeKey(mine).run(shell, {}))).toMatchObject({ code: 'failed' })
  })

  it('is named after the type of a key without a comment', () => {
    expect(authorizeKey(keyOf(3, '')).title).toBe('authorize ssh-ed25519')
  })

  it('has the title that it is given', () => {
    expect(authorizeKey(keyOf(3, 'me'), { title: 'let me in' }).title).toBe('let me in')
  })

  it('refuses what is no key when it is made', () => {
    expect(() => authorizeKey('ssh-ed25519 AAAA')).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})
