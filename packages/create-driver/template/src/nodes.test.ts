import { afterAll, beforeAll, expect, it } from 'vitest'
import { compute } from './index.ts'
import { type ServerWire, toNode } from './nodes-wire.ts'
import { type AcmeEmulator, startAcme } from './testing/emulator.ts'

let cloud: AcmeEmulator
beforeAll(async () => {
  cloud = await startAcme()
})
afterAll(() => cloud.close())

const wire: ServerWire = {
  id: 'srv-1',
  name: 'web-1',
  status: 'running',
  size: 'small',
  image: 'debian-12',
  location: 'north',
  public_ip: '192.0.2.1',
  private_ip: null,
  labels: { role: 'web' },
  created_at: '2026-01-15T12:00:00Z',
}

it('makes a node of a server', () => {
  expect(toNode(wire)).toMatchObject({
    kind: 'node',
    id: 'srv-1',
    state: 'running',
    publicIps: ['192.0.2.1'],
    privateIps: [],
    tags: { role: 'web' },
  })
})

it.each([
  ['provisioning', 'pending'],
  ['deleting', 'terminating'],
  ['failed', 'error'],
  ['a state that was added since', 'unknown'],
])('knows the state %s as %s', (status, state) => {
  expect(toNode({ ...wire, status }).state).toBe(state)
})

it('sends what createNode was given, in the words of the API', async () => {
  const driver = compute({ ...cloud.options, location: 'south' })
  await driver.createNode({
    name: 'web-1',
    size: 'small',
    image: 'debian-12',
    tags: { role: 'web' },
    native: { protect: true },
  })
  expect(cloud.requests.at(-1)).toMatchObject({
    operation: 'createServer',
    params: { name: 'web-1', location: 'south', labels: '{"role":"web"}', protect: 'true' },
  })
})

it('tells that a protected node is in the way', async () => {
  const driver = compute(cloud.options)
  const made = { name: 'kept', size: 'small', image: 'debian-12', native: { protect: true } } as const
  const node = await driver.createNode(made)
  await expect(driver.destroyNode(node)).rejects.toMatchObject({ code: 'conflict', outcome: 'not-applied' })
})

it('refuses user data that the API would not take, before anything is sent', async () => {
  const before = cloud.requests.length
  const big = { name: 'big', size: 'small', image: 'debian-12', userData: 'x'.repeat(20_000) }
  await expect(compute(cloud.options).createNode(big)).rejects.toMatchObject({ code: 'invalid' })
  expect(cloud.requests.length).toBe(before)
})
