import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ec2Images } from './ec2/images.ts'
import { createFaults } from './faults.ts'
import type { LocalCloud } from './options.ts'
import { createRandom } from './random.ts'
import { startCloud } from './start-cloud.ts'
import { sdkClient, shortTimes } from './testing/sdk-client.ts'

const launch = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const

describe('a fault', () => {
  let local: LocalCloud
  beforeEach(async () => {
    local = await startCloud({ times: shortTimes })
  })
  afterEach(() => local.close())

  const run = () => sdkClient(local).ec2.runInstances(launch)
  const nodes = () => local.inventory().nodes.length

  test('answers an error of the API as often as it says, and no node is made', async () => {
    local.faults.add({
      operation: 'RunInstances',
      kind: 'error',
      code: 'InsufficientInstanceCapacity',
      count: 1,
    })
    await expect(run()).rejects.toMatchObject({
      name: 'InsufficientInstanceCapacity',
      $metadata: { httpStatusCode: 500 },
    })
    expect(nodes()).toBe(0)
    await run()
    expect(nodes()).toBe(1)
  })

  test('answers RequestLimitExceeded, 503, where no code is named', async () => {
    local.faults.add({ kind: 'error', count: 1, retryAfter: 3 })
    const response = await fetch(local.ec2.endpoint)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '3'])
    expect(await response.text()).toContain('<Code>RequestLimitExceeded</Code>')
  })

  test('answers a bare status as a proxy does', async () => {
    local.faults.add({ kind: 'status', status: 504 })
    const response = await fetch(local.ec2.endpoint)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      504,
      'text/plain; charset=utf-8',
    ])
  })

  test.each([
    ['reset-before', 0],
    ['reset-after', 1],
  ] as const)('%s ends the connection when %i nodes exist', async (kind, count) => {
    local.faults.add({ operation: 'RunInstances', kind, count: 1 })
    await expect(run()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(nodes()).toBe(count)
    expect(local.requests.at(-1)).toMatchObject({ operation: 'RunInstances', fault: kind })
    expect(local.requests.at(-1)).not.toHaveProperty('status')
  })

  test.each([
    ['stall', 0],
    ['stall-after', 1],
  ] as const)('%s never answers, and %i nodes exist', async (kind, count) => {
    local.faults.add({ operation: 'RunInstances', kind, count: 1 })
    const asked = sdkClient(local).ec2.runInstances(launch, { abortSignal: AbortSignal.timeout(300) })
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(nodes()).toBe(count)
  })

  test('half-body makes the node and cuts the answer', async () => {
    local.faults.add({ operation: 'RunInstances', kind: 'half-body', count: 1 })
    await expect(run()).rejects.toThrow('aborted')
    expect(nodes()).toBe(1)
  })

  test('delay answers right, and late', async () => {
    local.faults.add({ kind: 'delay', ms: 250 })
    const before = performance.now()
    await sdkClient(local).ec2.describeRegions({})
    expect(performance.now() - before).toBeGreaterThan(240)
  })

  test('lets the first requests pass, and is gone when it is removed', async () => {
    const remove = local.faults.add({ operation: 'RunInstances', kind: 'error', skip: 1 })
    await run()
    await expect(run()).rejects.toMatchObject({ name: 'RequestLimitExceeded' })
    remove()
    await run()
    expect(nodes()).toBe(2)
  })
})

test('a probability hits its share of the requests, the same ones with the same seed', () => {
  const hits = () => {
    const faults = createFaults(createRandom(7), ['Any'])
    faults.add({ kind: 'stall', probability: 0.25 })
    return Array.from({ length: 1_000 }, () => faults.pick('Any') !== undefined)
  }
  const count = hits().filter(Boolean).length
  expect(count).toBeGreaterThan(200)
  expect(count).toBeLessThan(300)
  expect(hits()).toEqual(hits())
})
