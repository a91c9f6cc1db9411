import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SshMessage } from './message.ts'
import { generateKeyPair } from './openssh-key.ts'
import { ssh } from './ssh.ts'
import { closeAll, failure, finish, machine, server } from './testing/machine.ts'

const messages: SshMessage[] = []
const listen = (message: unknown) => void messages.push(message as SshMessage)
beforeEach(() => {
  messages.length = 0
  subscribe('cloud:ssh', listen)
})
afterEach(async () => {
  unsubscribe('cloud:ssh', listen)
  await closeAll()
})

test('the channel cloud:ssh tells connections, commands and transfers, and nothing that they hold', async () => {
  const exec = (_line: string, channel: Parameters<typeof finish>[0]) => finish(channel, 's3cret', 3)
  const { shell, server } = await machine({ exec })
  await shell.run(['echo', 's3cret'], { stdin: 's3cret' })
  await shell.upload('s3cret', '/s3cret')
  await shell.download('/s3cret')
  const told = messages.map(({ id, ...message }) => message)
  const about = { nodeId: server.node().id, port: server.port }
  const durationMs = expect.any(Number)
  const both = (operation: string, more = {}) => [
    { event: 'start', operation, ...about },
    { event: 'end', operation, ...about, durationMs, ...more },
  ]
  expect(told).toEqual([
    { event: 'start', operation: 'connect', ...about },
    { event: 'try', operation: 'connect', ...about, host: '127.0.0.1' },
    { event: 'end', operation: 'connect', ...about, durationMs },
    ...both('run', { exitCode: 3 }),
    ...both('upload'),
    ...both('download'),
  ])
  expect(new Set(messages.map(({ id }) => id)).size).toBe(4)
  expect(JSON.stringify(messages)).not.toContain('s3cret')
})

test('the channel cloud:ssh tells the code of what failed', async () => {
  const target = await server({ authorized: [] })
  const { privateKey } = generateKeyPair()
  const access = ssh({ user: 'root', port: target.port, privateKey, hostKey: { pinned: target.hostKey } })
  await failure(access.connect({ node: target.node() }, { signal: AbortSignal.abort() }))
  expect(messages.at(-1)).toMatchObject({ event: 'end', operation: 'connect', error: 'aborted' })
})
