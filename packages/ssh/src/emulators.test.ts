import { type LocalCloud, startCloud } from '@cloud/emulators'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ssh } from './index.ts'
import { emulatedNode } from './testing/emulated.ts'
import { closeAll, failure, soon, use } from './testing/machine.ts'

let local: LocalCloud
beforeAll(async () => {
  local = await startCloud()
})
afterAll(() => local.close())
afterEach(closeAll)

test('a machine of the embedded cloud installs the host key that was handed to it, and is reached with it', async () => {
  const access = ssh({ user: 'admin', ...local.ssh })
  const prepared = await access.prepare()
  const node = await emulatedNode(local, prepared)
  const shell = use(await access.connect({ node, token: prepared.token }, soon))
  expect((await shell.run(['whoami'])).stdout).toBe('admin\n')
  const result = await shell.run(['sh', '-c', 'cat; echo told >&2; exit 3'], { stdin: "it's me" })
  expect(result).toMatchObject({ exitCode: 3, stdout: "it's me", stderr: 'told\n' })
})

test('files go up and down, over one that exists too', async () => {
  const access = ssh({ user: 'admin', ...local.ssh })
  const prepared = await access.prepare()
  const node = await emulatedNode(local, prepared)
  const shell = use(await access.connect({ node, token: prepared.token }, soon))
  await shell.upload('old', 'notes', { mode: 0o644 })
  await shell.upload('new', 'notes', { mode: 0o600 })
  expect((await shell.run(['cat', '/home/admin/notes'])).stdout).toBe('new')
  expect((await shell.run(['ls', '-A', '/home/admin'])).stdout).not.toMatch(/\.notes\./)
  expect(Buffer.from(await shell.download('notes')).toString()).toBe('new')
  expect(await failure(shell.download('none'))).toMatchObject({ code: 'not-found' })
  expect(await failure(shell.upload('x', '/no/folder/x'))).toMatchObject({ code: 'not-found' })
})

test('the host keys that the provider tells are those of the machine', async () => {
  const access = ssh({ user: 'admin', hostKey: 'provider', ...local.ssh })
  const node = await emulatedNode(local, await access.prepare())
  const hostKeys = async () => local.inventory().nodes.find(({ id }) => id === node.id)?.hostKeys ?? []
  const shell = use(await access.connect({ node, hostKeys }, soon))
  expect((await shell.run(['true'])).exitCode).toBe(0)
})

test('a machine that was created without this access is refused', async () => {
  const node = await emulatedNode(local, await ssh({ user: 'admin' }).prepare())
  const other = ssh({ user: 'admin', ...local.ssh })
  const { token } = await other.prepare()
  expect(await failure(other.connect({ node, token }, soon))).toMatchObject({ code: 'untrusted' })
})
