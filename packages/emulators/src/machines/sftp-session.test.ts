import type { SFTPWrapper, Stats } from 'ssh2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shellMachines } from './shell-machines.ts'
import { done, logIn, machineOptions, openSftp, run } from './testing/client.ts'

const room = shellMachines()
const machine = room.make(machineOptions())
let sftp: SFTPWrapper
let client: Awaited<ReturnType<typeof logIn>>
beforeAll(async () => {
  await machine.boot()
  client = await logIn(machine)
  sftp = await openSftp(client)
})
afterAll(() => room.close())

const write = (path: string, content: Buffer, mode?: number) =>
  done((cb) => sftp.writeFile(path, content, { mode } as never, cb))
const read = (path: string) => done<Buffer>((cb) => sftp.readFile(path, cb))

describe('SFTP', () => {
  it('writes and reads files of some size, byte for byte', async () => {
    const content = Buffer.from(Array.from({ length: 1_000_003 }, (_, index) => (index * 7) % 256))
    await write('/tmp/large', content)
    expect((await read('/tmp/large')).equals(content)).toBe(true)
    expect((await run(client, 'md5sum < /tmp/large; stat -c %s /tmp/large')).out).toContain('1000003\n')
  })

  it('gives new files the mode asked for, and changes it', async () => {
    await write('script.sh', Buffer.from('echo run'), 0o700)
    expect((await done<Stats>((cb) => sftp.stat('script.sh', cb as never))).mode & 0o777).toBe(0o700)
    await done((cb) => sftp.chmod('/home/ec2-user/script.sh', 0o640, cb))
    expect((await run(client, 'stat -c %a script.sh; sh script.sh')).out).toBe('640\nrun\n')
  })

  it('renames, but never over a file that is there', async () => {
    await write('from', Buffer.from('1'))
    await write('to', Buffer.from('2'))
    await expect(done((cb) => sftp.rename('from', 'to', cb))).rejects.toMatchObject({ code: 4 })
    await done((cb) => sftp.unlink('to', cb))
    await done((cb) => sftp.rename('from', 'to', cb))
    expect((await read('to')).toString()).toBe('1')
  })

  it('makes, lists and removes folders', async () => {
    await done((cb) => sftp.mkdir('folder', { mode: 0o700 }, cb))
    await write('folder/a', Buffer.from('a'))
    const list = await done<{ filename: string; longname: string }[]>((cb) =>
      sftp.readdir('folder', cb as never),
    )
    expect(list.map((file) => file.filename)).toContain('a')
    expect(list.find((file) => file.filename === 'a')?.longname).toMatch(/^-rw-r--r-- 1 ec2-user ec2-user/)
    await expect(done((cb) => sftp.rmdir('folder', cb))).rejects.toMatchObject({ code: 4 })
    await done((cb) => sftp.unlink('folder/a', cb))
    await done((cb) => sftp.rmdir('folder', cb))
    await expect(done((cb) => sftp.stat('folder', cb as never))).rejects.toMatchObject({ code: 2 })
  })

  it('has the permissions of its user', async () => {
    await expect(write('/etc/x', Buffer.from('x'))).rejects.toMatchObject({ code: 3 })
    await expect(read('/etc/shadow')).rejects.toMatchObject({ code: 3 })
  })

  it('says what went wrong in the words of SFTP, without the names and codes of this program', async () => {
    const problem = (call: Promise<unknown>) => call.catch(({ code, message }) => ({ code, message }))
    expect(await problem(read('/tmp/none'))).toEqual({ code: 2, message: 'No such file' })
    expect(await problem(write('/etc/x', Buffer.from('x')))).toEqual({
      code: 3,
      message: 'Permission denied',
    })
    expect(await problem(done((cb) => sftp.mkdir('/tmp', cb)))).toEqual({ code: 4, message: 'Failure' })
    expect(await problem(done((cb) => sftp.readFile('/tmp', cb)))).toMatchObject({ message: 'Failure' })
  })

  it('resolves paths from the home folder, and links', async () => {
    expect(await done<string>((cb) => sftp.realpath('.', cb))).toBe('/home/ec2-user')
    await write('target', Buffer.from('t'))
    await done((cb) => sftp.symlink('target', 'link', cb))
    expect(await done<string>((cb) => sftp.readlink('link', cb))).toBe('target')
    expect((await read('link')).toString()).toBe('t')
    expect((await done<Stats>((cb) => sftp.lstat('link', cb as never))).isSymbolicLink()).toBe(true)
  })

  it('offers no extension, so that clients must do without posix-rename', async () => {
    await write('x1', Buffer.from('1'))
    await expect(
      done((cb) =>
        (
          sftp as never as { ext_openssh_rename: (a: string, b: string, c: unknown) => void }
        ).ext_openssh_rename('x1', 'x2', cb),
      ),
    ).rejects.toThrow()
  })
})
