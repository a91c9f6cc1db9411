import { type LoadBalancers, waitForBalancer } from '@cloud/core'
import { compute, type Ec2 } from '@cloud/ec2'
import { type Moto, motoIsHere, startMoto } from '@tooling/vitest/moto'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ElbKind, loadBalancers } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const title = motoIsHere ? 'the driver on moto' : 'the driver on moto (not run: there is no moto_server)'

describe.skipIf(!motoIsHere)(title, () => {
  const transport = checkedTransport()
  let moto: Moto | undefined
  let ec2: Ec2
  const nodes: string[] = []
  const options = () => {
    const credentials = { accessKeyId: 'AKIAMOTO', secretAccessKey: 'secret-of-the-tests' }
    return { region: 'eu-west-1', endpoint: moto?.endpoint, credentials, transport }
  }
  const portable = (kind: ElbKind): LoadBalancers => loadBalancers({ ...options(), kind }) as LoadBalancers
  const membersOf = async (driver: LoadBalancers, id: string) =>
    (await driver.listMembers(id).toArray())
      .filter(({ state }) => state !== 'draining')
      .map(({ node }) => node)
      .toSorted()

  beforeAll(async () => {
    nock.restore()
    moto = await startMoto()
    ec2 = compute(options())
    const [image] = await ec2.listImages({ architecture: 'x86_64' }).toArray({ max: 1 })
    for (const name of ['a', 'b'])
      nodes.push((await ec2.createNode({ name, size: 't3.micro', image: image?.id ?? '' })).id)
    nodes.sort()
  }, 180_000)
  afterAll(async () => {
    nock.activate()
    await moto?.[Symbol.asyncDispose]()
    await transport.close()
  })

  // Network balancers have the ARNs of application ones there: the driver says that these are none of its kind.
  it.each([
    ['application', 'http'],
    ['classic', 'http'],
  ] as const)(
    'takes a balancer that is %s through its life',
    async (kind, protocol) => {
      const driver = portable(kind)
      const [first = '', second = ''] = nodes
      const made = await driver.createBalancer({
        name: `web-${kind}`,
        listeners: [{ protocol, port: 80, targetPort: 8080 }],
        members: [{ node: first }],
      })
      const wanted = { protocol, port: 80, targetProtocol: protocol, targetPort: 8080 }
      expect(made).toMatchObject({ name: `web-${kind}`, listeners: [wanted] })
      expect(await waitForBalancer(driver, made, 'active')).toMatchObject({
        id: made.id,
        listeners: [wanted],
      })
      expect(await driver.listBalancers().toArray()).toMatchObject([{ id: made.id, listeners: [wanted] }])
      expect(await membersOf(driver, made.id)).toEqual([first])
      await driver.attachMember(made, { node: second })
      expect(await membersOf(driver, made.id)).toEqual(nodes)
      await driver.detachMember(made, { node: first })
      expect(await membersOf(driver, made.id)).toEqual([second])
      const again = driver.createBalancer({ name: made.name, listeners: [{ protocol, port: 80 }] })
      await expect(again).rejects.toMatchObject({ code: 'already-exists', outcome: 'not-applied' })
      await driver.destroyBalancer(made)
      await expect(driver.getBalancer(made)).rejects.toMatchObject({ code: 'not-found' })
      expect(await driver.listBalancers().toArray()).toEqual([])
    },
    60_000,
  )

  it('gives the balancer of the first call with a key', async () => {
    const driver = loadBalancers(options())
    const wanted = {
      name: 'keyed',
      listeners: [{ protocol: 'http', port: 80 }],
      idempotencyKey: 'k-1',
    } as const
    const made = await driver.createBalancer(wanted)
    expect((await driver.createBalancer(wanted)).id).toBe(made.id)
    const other = driver.createBalancer({ ...wanted, listeners: [{ protocol: 'http', port: 81 }] })
    await expect(other).rejects.toMatchObject({ code: 'conflict' })
    await driver.destroyBalancer(made)
  }, 60_000)

  it('adds and removes listeners, with the members behind them', async () => {
    const driver = loadBalancers(options())
    const [node = ''] = nodes
    const listeners = [{ protocol: 'http', port: 80, targetPort: 8080 }] as const
    const made = await driver.createBalancer({ name: 'ways', listeners, members: [{ node }] })
    const added = await driver.addListener(made, { protocol: 'http', port: 81, targetPort: 9090 })
    expect(added.listeners.map(({ port, targetPort }) => [port, targetPort])).toEqual([
      [80, 8080],
      [81, 9090],
    ])
    const targets = [{ Target: { Id: node, Port: 8080 } }, { Target: { Id: node, Port: 9090 } }]
    expect(await driver.listMembers(made).toArray()).toMatchObject([{ node, native: { targets } }])
    const left = await driver.removeListener(made, { port: 81 })
    expect(left.listeners.map(({ port }) => port)).toEqual([80])
    await expect(driver.removeListener(made, { port: 80 })).rejects.toMatchObject({ code: 'conflict' })
    await driver.destroyBalancer(made)
  }, 60_000)

  it('checks, chooses and sticks as it is told', async () => {
    const driver = loadBalancers(options())
    const made = await driver.createBalancer({ name: 'chosen', listeners: [{ protocol: 'http', port: 80 }] })
    const check = { protocol: 'http', port: 8081, path: '/up', intervalMs: 20_000, timeoutMs: 4000 } as const
    await driver.setHealthCheck(made, { ...check, healthyAfter: 4, unhealthyAfter: 3 })
    expect(await driver.getHealthCheck(made)).toEqual({ ...check, healthyAfter: 4, unhealthyAfter: 3 })
    await driver.setAlgorithm(made, 'least-connections')
    expect(await driver.getAlgorithm(made)).toBe('least-connections')
    await driver.setStickiness(made, { by: 'cookie', durationMs: 60_000 })
    expect(await driver.getStickiness(made)).toEqual({ by: 'cookie', durationMs: 60_000 })
    await driver.setStickiness(made, undefined)
    expect(await driver.getStickiness(made)).toBeUndefined()
    await driver.destroyBalancer(made)
  }, 60_000)
})
