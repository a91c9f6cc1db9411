import { afterEach, expect, test } from 'vitest'
import { closeAll, failure, machine } from './testing/machine.ts'

afterEach(closeAll)

const temporary = /^\/etc\/\.motd\.[0-9a-f]{16}$/

test('without extensions a file is written beside its place, its mode before its content, and renamed', async () => {
  const { shell, server } = await machine()
  await shell.upload('hello\n', '/etc/motd', { mode: 0o640 })
  expect(server.files).toEqual(new Map([['/etc/motd', { content: Buffer.from('hello\n'), mode: 0o640 }]]))
  const [open = '', ...rest] = server.requests
  const name = open.replace('open wx ', '')
  expect(name).toMatch(temporary)
  expect(rest).toEqual(['fsetstat 640', 'write', `rename ${name} /etc/motd`])
})

test('without extensions a file that exists is set aside and then removed', async () => {
  const { shell, server } = await machine()
  await shell.upload('old', '/etc/motd')
  server.requests.length = 0
  await shell.upload('new', '/etc/motd')
  expect([...server.files.keys()]).toEqual(['/etc/motd'])
  expect(server.files.get('/etc/motd')?.content.toString()).toBe('new')
  const [open = '', , , , aside = '', into, remove] = server.requests
  const [name, old] = [open.replace('open wx ', ''), aside.replace('rename /etc/motd ', '')]
  expect(old).toMatch(temporary)
  expect([into, remove]).toEqual([`rename ${name} /etc/motd`, `remove ${old}`])
})

test('a file of some MiB arrives as it was sent, and comes back', async () => {
  const { shell, server } = await machine()
  const content = Uint8Array.from(
    { length: 3 * 1024 * 1024 + 17 },
    (_, index) => (index * 31 + (index >> 8)) & 255,
  )
  await shell.upload(content, 'data.bin')
  expect(server.files.get('data.bin')?.content.equals(Buffer.from(content))).toBe(true)
  expect(Buffer.from(await shell.download('data.bin')).equals(Buffer.from(content))).toBe(true)
})

test('an empty file is a file', async () => {
  const { shell } = await machine()
  await shell.upload('', '/empty')
  expect(await shell.download('/empty')).toHaveLength(0)
})

test('a file keeps mode 600 where none is given', async () => {
  const { shell, server } = await machine()
  await shell.upload('key', '/root/key')
  expect(server.files.get('/root/key')?.mode).toBe(0o600)
})

test.each([
  ['/nowhere/file', 'not-found', 'SSH_FX_2'],
  ['/secret/file', 'forbidden', 'SSH_FX_3'],
] as const)('an upload to %s is %s', async (path, code, providerCode) => {
  const { shell, server } = await machine()
  const error = await failure(shell.upload('x', path))
  expect(error).toMatchObject({
    code,
    providerCode,
    provider: 'ssh',
    operation: 'upload',
    outcome: 'not-applied',
    details: { path },
  })
  expect(server.files.size).toBe(0)
})

test('a write that fails leaves the old file and no temporary one', async () => {
  const { shell, server } = await machine()
  await shell.upload('old', '/etc/motd')
  const error = await failure(shell.upload('the disk is full', '/etc/motd'))
  expect(error).toMatchObject({ code: 'failed', outcome: 'not-applied' })
  expect([...server.files].map(([path, { content }]) => [path, content.toString()])).toEqual([
    ['/etc/motd', 'old'],
  ])
})

test('a download of what is not there is not-found', async () => {
  const { shell } = await machine()
  expect(await failure(shell.download('/missing'))).toMatchObject({
    code: 'not-found',
    operation: 'download',
  })
})

test('an abort ends an upload at once, and closing waits for the temporary file to go', async () => {
  const { shell, server } = await machine()
  const controller = new AbortController()
  const call = shell.upload(new Uint8Array(4 * 1024 * 1024), '/etc/motd', { signal: controller.signal })
  await expect.poll(() => server.requests.includes('write')).toBe(true)
  controller.abort()
  expect(await failure(call)).toMatchObject({ code: 'aborted', outcome: 'not-applied' })
  await shell.close()
  expect(server.files.size).toBe(0)
})

test('a connection lost in the middle of an upload is network, and the target was not touched', async () => {
  const { shell, server } = await machine()
  const call = shell.upload(new Uint8Array(16 * 1024 * 1024), '/etc/motd')
  call.catch(() => {})
  await expect.poll(() => server.requests.includes('write')).toBe(true)
  for (const socket of server.sockets) socket.destroy()
  expect(await failure(call)).toMatchObject({ code: 'network', outcome: 'not-applied' })
  expect(await failure(shell.download('/etc/motd'))).toMatchObject({ code: 'network' })
})

test.each(['', '/etc/', 'a\0b'])('%j is no path of a file', async (path) => {
  const { shell, server } = await machine()
  expect(await failure(shell.upload('x', path))).toMatchObject({ code: 'invalid' })
  expect(await failure(shell.download(path))).toMatchObject({ code: 'invalid' })
  expect(server.requests).toEqual([])
})

test('a mode with more than permission bits is invalid', async () => {
  const { shell } = await machine()
  expect(await failure(shell.upload('x', '/file', { mode: 0o100_644 }))).toMatchObject({ code: 'invalid' })
})
