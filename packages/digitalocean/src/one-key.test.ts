import { isCloudError } from '@cloud/core'
import { afterEach, describe, expect, it } from 'vitest'
import {
  compute,
  type DigitalOcean,
  type DigitalOceanOptions,
  loadBalancers,
  removeSpentTags,
} from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
afterEach(() => cloud.local.faults.clear())

const held = () => cloud.local.inventory().digitalocean
const processes = <T>(make: (options: DigitalOceanOptions) => T) => [1, 2, 3].map(() => make(cloud.options))

const node = { size: 's-1vcpu-1gb', image: 'debian-12-x64' }
const listeners = [{ protocol: 'http', port: 80 }] as const

describe('Three processes that use one key at once', () => {
  it('make one node, which all of them give', async () => {
    const create = (driver: DigitalOcean) =>
      driver.createNode({ ...node, name: 'one', idempotencyKey: 'node' })
    const made = await Promise.all(processes(compute).map(create))
    const left = held().droplets.filter(({ name }) => name === 'one')
    expect(left).toHaveLength(1)
    expect(made.map(({ id }) => id)).toEqual(made.map(() => String(left[0]?.id)))
  })

  it('with other options each make one node, and the others are told so', async () => {
    const create = (driver: DigitalOcean, at: number) =>
      driver.createNode({ ...node, name: `other-${at}`, idempotencyKey: 'others' })
    const made = await Promise.allSettled(processes(compute).map(create))
    const left = held().droplets.filter(({ name }) => name.startsWith('other-'))
    expect(left).toHaveLength(1)
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of made)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'conflict', outcome: 'not-applied' })
  })

  it('make one volume, which all of them give', async () => {
    const create = (driver: DigitalOcean) =>
      driver.createVolume({ name: 'one', sizeGiB: 1, idempotencyKey: 'volume' })
    const made = await Promise.all(processes(compute).map(create))
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set([held().volumes[0]?.id]))
  })

  it('make one balancer, which all of them give', async () => {
    const made = await Promise.all(
      processes(loadBalancers).map((driver) =>
        driver.createBalancer({ name: 'one', listeners, idempotencyKey: 'balancer' }),
      ),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  })
})

describe('A balancer of a key', () => {
  const another = () => loadBalancers(cloud.options)

  it('is not given to who has another key, or none, whatever the options', async () => {
    const options = { name: 'mine', listeners }
    const { id } = await another().createBalancer({ ...options, idempotencyKey: 'mine' })
    for (const idempotencyKey of ['theirs', undefined])
      await expect(another().createBalancer({ ...options, idempotencyKey })).rejects.toMatchObject({
        code: 'already-exists',
        outcome: 'not-applied',
      })
    expect((await another().createBalancer({ ...options, idempotencyKey: 'mine' })).id).toBe(id)
  })

  it.each([{ native: { sizeUnit: 2 } }, { native: { proxyProtocol: true } }, { name: 'renamed' }])(
    'is a conflict to another process that wants %j',
    async (other) => {
      const options = { name: 'firm', listeners, idempotencyKey: 'firm' }
      const { id } = await another().createBalancer(options)
      await expect(another().createBalancer({ ...options, ...other })).rejects.toMatchObject({
        code: 'conflict',
        outcome: 'not-applied',
      })
      expect((await another().createBalancer(options)).id).toBe(id)
    },
  )

  it('is known to another process by a tag that is kept until the balancer is gone', async () => {
    const options = { name: 'kept', listeners, idempotencyKey: 'kept' }
    const made = await another().createBalancer(options)
    const record = () => held().tags.filter((name) => name.includes(made.id))
    await removeSpentTags(cloud.driver)
    expect(record()).toHaveLength(1)
    expect((await another().createBalancer(options)).id).toBe(made.id)
    await cloud.balancers.destroyBalancer(made)
    const [spent] = record()
    expect(await removeSpentTags(cloud.driver)).toContain(spent)
    expect(record()).toEqual([])
  })

  it('is told to have been made where its key could not be kept, and given to the same call', async () => {
    const options = { name: 'unkept', listeners, idempotencyKey: 'unkept' }
    const remove = cloud.local.faults.add({ kind: 'error', code: 'forbidden', operation: 'tags_create' })
    const driver = another()
    const error = await driver.createBalancer(options).catch((thrown: unknown) => thrown)
    remove()
    if (!isCloudError(error)) throw error
    expect(error).toMatchObject({ code: 'forbidden', outcome: 'applied', retryable: false })
    expect((await driver.createBalancer(options)).id).toBe(error.details?.balancerId)
    await expect(another().createBalancer(options)).rejects.toMatchObject({ code: 'already-exists' })
  })
})
