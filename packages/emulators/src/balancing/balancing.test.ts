import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Centre, createCentre } from '../centre/centre.ts'
import type { Server } from '../centre/servers.ts'
import { defaultTimes } from '../centre/times.ts'
import { shellMachines } from '../machines/shell-machines.ts'
import { logIn, machineOptions, run } from '../machines/testing/client.ts'
import { createRandom } from '../random.ts'
import { type VirtualClock, virtualClock } from '../virtual-clock.ts'
import type { HostAndPort } from './balancing.ts'
import { createChoice } from './choice.ts'
import type { Frontend } from './frontend.ts'
import { createHealth } from './health.ts'
import { listeningOf } from './listening.ts'

const names = ['one', 'two', 'three'] as const
const debian = { id: 'debian', version: '12', prettyName: 'Debian GNU/Linux 12', user: 'admin' } as const

let centre: Centre
let clock: VirtualClock
let servers: readonly Server[]
let frontends: Record<string, Frontend>
/** Each test opens a balancer of its own: what was found of one is not known of another. */
let host = ''
let tests = 0

beforeAll(async () => {
  clock = virtualClock()
  const room = shellMachines({ workers: 1 })
  centre = createCentre({ clock, times: defaultTimes, random: createRandom(1), room, zones: 1 })
  servers = names.map((name) =>
    centre.servers.launch({
      ...machineOptions({ id: name, os: debian, hostname: name, userData: serving(name) }),
      privateAddress: `10.0.0.${names.indexOf(name)}`,
      publicAddress: false,
    }),
  )
  centre.balancing.add((address, port) => (port === 80 ? frontends[address] : undefined))
  await until(() => servers.every(({ booted }) => booted))
})
afterAll(() => centre.close())
beforeEach(() => {
  tests += 1
  host = `192.0.2.${tests}`
  frontends = {}
})

const serving = (name: string) =>
  Buffer.from(
    `#!/bin/sh\napt-get install -y nginx\nmkdir -p /var/www/html\necho ${name} > /var/www/html/index.html\n`,
  )

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await clock.advance(50)
}

const check = { protocol: 'http', intervalSeconds: 5, healthy: 2, unhealthy: 2 } as const

function balance(more: Partial<Frontend> = {}): Promise<HostAndPort> {
  const members = servers.map((server) => ({ key: `${host} ${server.id}`, server, port: 80 }))
  frontends[host] = { protocol: 'http', algorithm: 'round-robin', check, members, ...more }
  return centre.balancing.open({ host, port: 80 })
}

const membersNow = () => frontends[host]?.members ?? []

/** Over a connection of its own: one that is kept would stay at its member. */
async function get({ host: at, port }: HostAndPort, headers: Record<string, string> = {}) {
  const asked = request({ host: at, port, headers, agent: false })
  asked.end()
  const [response]: readonly IncomingMessage[] = await once(asked, 'response')
  if (!response) throw new Error('no response')
  let text = ''
  for await (const chunk of response) text += chunk
  return { status: response.statusCode, text: text.trim(), cookie: response.headers['set-cookie']?.[0] }
}

async function answers(at: HostAndPort, count: number): Promise<readonly string[]> {
  const texts: string[] = []
  for (let index = 0; index < count; index += 1) texts.push((await get(at)).text)
  return texts
}

test('each member gets a request in turn, as often as its weight says', async () => {
  const at = await balance()
  expect((await answers(at, 6)).toSorted()).toEqual(['one', 'one', 'three', 'three', 'two', 'two'])
  const weights = [3, 1, 0]
  await balance({ members: membersNow().map((member, index) => ({ ...member, weight: weights[index] })) })
  expect((await answers(at, 4)).toSorted()).toEqual(['one', 'one', 'one', 'two'])
})

test('a client stays at its member by its address, or by a cookie', async () => {
  const at = await balance({ algorithm: 'source' })
  expect(new Set(await answers(at, 4)).size).toBe(1)
  await balance({ cookie: 'at' })
  const first = await get(at)
  const cookie = first.cookie?.split(';')[0] ?? ''
  const again = [await get(at, { cookie }), await get(at, { cookie }), await get(at, { cookie })]
  expect(again.map(({ text }) => text)).toEqual([first.text, first.text, first.text])
  expect(again[0]?.cookie).toBeUndefined()
})

test('who has the least to do gets the next, and one that is taken out finishes what it has', async () => {
  const [health, choice] = [createHealth(), createChoice()]
  const members = servers.map((server) => ({ key: server.id, server, port: 80 }))
  let now: Frontend = { protocol: 'tcp', algorithm: 'least-connections', check, members }
  await health.check(now)
  const { reach } = listeningOf(() => now, choice, health)
  const reached = async () => {
    const found = await reach({ address: '127.0.0.1' })
    if (!found) throw new Error('no member takes it')
    return { ...found, id: found.member.server.id }
  }
  const held = [await reached(), await reached(), await reached()]
  expect(held.map(({ id }) => id)).toEqual(['one', 'two', 'three'])
  held[1]?.end()
  expect((await reached()).id).toBe('two')
  now = { ...now, members: members.map((one) => ({ ...one, draining: one.key !== 'three' })) }
  expect([(await reached()).id, (await reached()).id]).toEqual(['three', 'three'])
  now = { ...now, members: [] }
  expect(await reach({ address: '127.0.0.1' })).toBeUndefined()
  const [first] = held
  first?.stream.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
  let text = ''
  for await (const chunk of first?.stream ?? []) text += chunk
  expect(text).toContain('one')
})

test('a member whose service stops is taken out, and comes back when it serves again', async () => {
  const at = await balance()
  const [server] = servers
  if (!server) throw new Error('no server')
  const shell = async (line: string) => {
    const client = await logIn(server.machine, { username: 'admin' })
    expect(await run(client, line)).toMatchObject({ code: 0 })
    client.end()
  }
  await shell('sudo systemctl stop nginx')
  expect((await answers(at, 6)).includes('one')).toBe(false)
  const verdict = () => centre.balancing.verdict(`${host} one`)
  expect(verdict()).toBe('up')
  await until(() => verdict() === 'down')
  await shell('sudo systemctl start nginx')
  expect((await answers(at, 3)).includes('one')).toBe(false)
  await until(() => verdict() === 'up')
  expect((await answers(at, 3)).includes('one')).toBe(true)
})

test('with no member that is well, a request is 503 and a connection is reset', async () => {
  const other = { ...check, isWell: (status: number) => status === 204 }
  const at = await balance({ check: other })
  expect(await get(at)).toMatchObject({ status: 503 })
  host = `${host}0`
  const tcp = await balance({ check: other, protocol: 'tcp' })
  await expect(get(tcp)).rejects.toMatchObject({ code: 'ECONNRESET' })
})

test('an address of no balancer is not found, and nothing listens after the end', async () => {
  await expect(centre.balancing.open({ host: '198.51.100.1', port: 80 })).rejects.toMatchObject({
    code: 'ENOTFOUND',
  })
  const at = await balance()
  expect(await balance()).toEqual(at)
  await centre.balancing.close()
  await expect(get(at)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
