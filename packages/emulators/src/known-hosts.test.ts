import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ServerState } from './centre/servers.ts'
import { knownHosts, knownHostsFile } from './known-hosts.ts'
import type { Machine } from './machines/machine.ts'

const folder = mkdtempSync(join(tmpdir(), 'known-hosts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const server = (state: ServerState, hostKeys: readonly string[], ...otherAddresses: readonly string[]) => ({
  state,
  publicAddress: '203.0.113.1' as string | undefined,
  privateAddress: '172.31.0.4',
  otherAddresses: new Set(otherAddresses),
  machine: { hostKeys: () => hostKeys } as Machine,
})

test('every address of a machine is known by every host key', () => {
  expect(knownHosts([server('running', ['ssh-ed25519 AAAA', 'ssh-rsa BBBB'], '2001:db8:0:1::1')])).toBe(
    [
      '203.0.113.1 ssh-ed25519 AAAA',
      '203.0.113.1 ssh-rsa BBBB',
      '172.31.0.4 ssh-ed25519 AAAA',
      '172.31.0.4 ssh-rsa BBBB',
      '2001:db8:0:1::1 ssh-ed25519 AAAA',
      '2001:db8:0:1::1 ssh-rsa BBBB',
      '',
    ].join('\n'),
  )
})

test('a machine that has not booted or is on its way out is not known, nor an address that was lost', () => {
  expect(knownHosts([server('pending', []), server('terminating', ['k']), server('terminated', ['k'])])).toBe(
    '',
  )
  expect(knownHosts([{ ...server('stopped', ['k']), publicAddress: undefined }])).toBe('172.31.0.4 k\n')
})

test('the file is there at once, is private, and follows what it is told', () => {
  const path = join(folder, 'known_hosts')
  let text = ''
  const { refresh } = knownHostsFile(path, () => text)
  expect(readFileSync(path, 'utf8')).toBe('')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  text = '203.0.113.1 ssh-ed25519 AAAA\n'
  refresh()
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('a file that cannot be written is a warning', async () => {
  const warned = once(process, 'warning')
  knownHostsFile(join(folder, 'none', 'known_hosts'), () => 'text')
  const [{ message }] = await warned
  expect(message).toMatch(/^The machines' host keys could not be written for ssh: ENOENT/)
})
