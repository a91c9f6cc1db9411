import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Centre, createCentre } from '../centre/centre.ts'
import type { Server } from '../centre/servers.ts'
import { defaultTimes } from '../centre/times.ts'
import { shellMachines } from '../machines/shell-machines.ts'
import { logIn, machineOptions, run } from '../machines/testing/client.ts'
import { createRandom } from '../random.ts'
import { answers, get, halfAsked, serving } from '../testing/web.ts'
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
      ...machineOptions({
        id: name,
        os: debian,
        hostname: name,
        userData: Buffer.from(serving(name, '/sub')),
      }),
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
  const headers = { cookie: first.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
  expect(await answers(at, 3, { headers })).toEqual([first.text, first.text, first.text])
  expect((await get(at, { headers })).headers['set-cookie']).toBeUndefined()
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

test('a connection that is under way ends at a member that drains; what comes later goes to others', async () => {
  const at = await balance({ protocol: 'tcp' })
  const held = [await halfAsked(at), await halfAsked(at), await halfAsked(at)]
  await balance({
    protocol: 'tcp',
    members: membersNow().map((one) => ({ ...one, draining: one.server.id !== 'three' })),
  })
  expect(await answers(at, 3)).toEqual(['three', 'three', 'three'])
  await balance({ protocol: 'tcp', members: membersNow().filter(({ server }) => server.id === 'three') })
  const texts = await Promise.all(held.map(({ finish }) => finish()))
  expect(texts.toSorted()).toEqual(['one', 'three', 'two'])
})

test('the first rule that is for a request says where it goes, and members of rules are checked as well', async () => {
  const [one, two, three] = servers.map((server) => ({ key: `${host} ${server.id}`, server, port: 80 }))
  if (!one || !two || !three) throw new Error('no servers')
  const at = await balance({
    members: [one],
    rules: [
      {
        isFor: ({ method, path, query, host: name, headers, address }) =>
          [method, path, query, name, headers.a, address].join(' ') ===
          'GET /sub ?q=1 example.com b 127.0.0.1',
        to: { algorithm: 'round-robin', check, members: [two] },
      },
      { isFor: ({ path }) => path === '/sub', to: { algorithm: 'round-robin', members: [three] } },
      {
        isFor: ({ path }) => path === '/up',
        to: ({ path }) => ({ status: 201, headers: { path }, body: 'up' }),
      },
    ],
  })
  const headers = { host: 'Example.com:8080', a: 'b' }
  expect((await get(at, { path: '/sub?q=1', headers })).text).toBe('two')
  expect((await get(at, { path: '/sub' })).text).toBe('three')
  expect((await get(at)).text).toBe('one')
  expect(await get(at, { path: '/up' })).toMatchObject({ status: 201, text: 'up', headers: { path: '/up' } })
  expect(centre.balancing.verdict(two.key)).toBe('up')
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
