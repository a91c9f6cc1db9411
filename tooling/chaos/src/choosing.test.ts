import { type Compute, chooseImage, chooseSize, type WantedImage, type WantedSize } from '@cloud/core'
import { type Ec2Price, type Prices, withPrices } from '@cloud/ec2/prices'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  ec2Images,
  type LocalCloud,
  startCloud,
} from '@cloud/emulators'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from './connect.ts'

/** What Amazon's price list says, as far as it is of use here; the embedded cloud has no such list. */
const hourly: Readonly<Record<string, number>> = {
  't3.medium': 0.0416,
  't4g.medium': 0.0336,
  'c5.large': 0.085,
  'g4dn.xlarge': 0.526,
}
const listed: Prices = {
  getPrices: async () =>
    Object.entries(hourly).map(([size, price]): Ec2Price => {
      const asOf = '2026-01-01T00:00:00Z'
      return { size, region: 'eu-west-1', price: { currency: 'USD', hourly: price, asOf }, native: {} }
    }),
}

let local: LocalCloud
const clouds = new Map<string, Compute>()
beforeAll(async () => {
  local = await startCloud()
  for (const name of ['ec2', 'digitalocean', 'gce', 'ninefold'] as const)
    clouds.set(name, await connect(name, local))
  clouds.set('priced ec2', withPrices(clouds.get('ec2') as Compute, listed))
})
afterAll(() => local.close())

const named = (names: string): readonly Compute[] =>
  names.split(', ').map((name) => clouds.get(name) as Compute)
const nameOf = (driver: Compute) => [...clouds].find(([, each]) => each === driver)?.[0]
const all = 'ec2, digitalocean, gce, ninefold'
const small = { vcpus: 2, memoryMiB: 4096 }

describe('chooseSize over the catalogues of the clouds', () => {
  it.each<readonly [string, WantedSize, string]>([
    ['ec2', small, 'ec2 c5.large'],
    ['ec2', { gpu: 1 }, 'ec2 g5g.xlarge'],
    ['ec2', { gpu: 1, architecture: 'x86_64' }, 'ec2 g4dn.xlarge'],
    ['ec2', { gpu: { model: 'nvidia t4' } }, 'ec2 g4dn.xlarge'],
    ['ec2', { gpu: { model: 'T4', count: 2 } }, 'ec2 g4dn.12xlarge'],
    ['ec2', { gpu: 0, memoryMiB: 500_000 }, 'ec2 r5.16xlarge'],
    ['gce', { gpu: 1 }, 'gce g2-standard-4'],
    ['digitalocean', { gpu: { model: 'MI300X' } }, 'digitalocean gpu-mi300x1-192gb'],
    ['digitalocean', { gpu: 8 }, 'digitalocean gpu-h100x8-640gb'],
    [
      'digitalocean',
      { ...small, cheapest: true, maxPrice: { hourly: 0.05, currency: 'USD' } },
      'digitalocean s-2vcpu-4gb',
    ],
    ['ninefold', small, `ninefold ${cloudstackOfferings.large}`],
    [all, { gpu: { model: 'A100' } }, 'gce a2-highgpu-1g'],
    [all, { gpu: 8 }, 'ec2 p4d.24xlarge'],
    [all, { ...small, cheapest: true }, 'digitalocean s-2vcpu-4gb'],
    ['priced ec2, digitalocean', { ...small, cheapest: true }, 'priced ec2 t4g.medium'],
    [
      'priced ec2, digitalocean',
      { ...small, architecture: 'x86_64', cheapest: true },
      'digitalocean s-2vcpu-4gb',
    ],
    ['priced ec2, digitalocean', { gpu: 1, cheapest: true }, 'priced ec2 g4dn.xlarge'],
  ])('of %s, %j is %s', async (names, wanted, expected) => {
    const choose = async (drivers: readonly Compute[]) => {
      const { driver, item, others, refused } = await chooseSize(drivers, wanted)
      return { best: `${nameOf(driver)} ${item.id}`, count: 1 + others.length + refused.length, refused }
    }
    const { best, count, refused } = await choose(named(names))
    expect(best).toBe(expected)
    const lists = await Promise.all(named(names).map((driver) => driver.listSizes().toArray()))
    expect(count).toBe(lists.flat().length)
    for (const { why } of refused) expect(why.length).toBeGreaterThan(0)
    // In whatever order the clouds are named.
    expect((await choose(named(names).toReversed())).best).toBe(expected)
  })

  it('says of each that was refused why', async () => {
    const wanted = { gpu: { model: 'T4' }, maxPrice: { hourly: 1, currency: 'USD' } }
    const { item, others, refused } = await chooseSize(
      named(`priced ec2, digitalocean, gce, ninefold`),
      wanted,
    )
    expect([item.id, others]).toEqual(['g4dn.xlarge', []])
    const why = new Map(refused.map((each) => [each.item.id, each.why]))
    expect(why.get('g4dn.2xlarge')).toEqual(['its price is not told'])
    expect(why.get('g5g.xlarge')).toEqual(['its GPUs are NVIDIA T4g', 'its price is not told'])
    expect(why.get('t3.medium')).toEqual(['0 GPUs are fewer than 1', 'it has no T4'])
    expect(why.get('gpu-h100x1-80gb')).toEqual([
      'its GPUs are nvidia_h100',
      expect.stringMatching(/ an hour are more than 1$/),
    ])
    expect(why.get('g2-standard-4')).toEqual(['its GPUs are nvidia-l4', 'its price is not told'])
    expect(why.get(cloudstackOfferings.large)).toEqual([
      ...['0 GPUs are fewer than 1', 'it has no T4', 'its price is not told'],
    ])
  })

  it('rejects where no cloud has any, with what came nearest', async () => {
    const wanted = { gpu: { model: 'H100', count: 2 }, maxPrice: { hourly: 5, currency: 'USD' } }
    await expect(chooseSize(named(all), wanted)).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringMatching(/gpu-h100x8-640gb: [\d.]+ USD an hour are more than 5/),
    })
  })
})

describe('chooseImage over the catalogues of the clouds', () => {
  const debian = { os: 'debian', version: '12', architecture: 'x86_64' } as const
  it.each<readonly [string, WantedImage, string | RegExp]>([
    ['ec2', debian, `ec2 ${ec2Images.debian12}`],
    ['digitalocean', debian, 'digitalocean debian-12-x64'],
    ['gce', debian, /^gce debian-cloud\/debian-12-bookworm-v\d+$/],
    ['gce', { ...debian, architecture: 'arm64' }, /^gce debian-cloud\/debian-12-bookworm-arm64-v\d+$/],
    ['ninefold', debian, `ninefold ${cloudstackTemplates.debian12}`],
    ['digitalocean', { os: 'ubuntu', version: '22.04' }, 'digitalocean ubuntu-22-04-x64'],
    ['gce', { os: 'ubuntu', version: '22.04' }, /^gce ubuntu-os-cloud\/ubuntu-2204-jammy-v\d+$/],
    [all, debian, /^gce debian-cloud\/debian-12-bookworm-v\d+$/],
  ])('of %s, %j is %s', async (names, wanted, expected) => {
    for (const drivers of [named(names), named(names).toReversed()]) {
      const { driver, item } = await chooseImage(drivers, wanted)
      expect(`${nameOf(driver)} ${item.id}`).toMatch(expected)
    }
  })

  it('says of each that was refused why', async () => {
    const { refused } = await chooseImage(named('digitalocean, ec2'), { os: 'ubuntu', version: '22.04' })
    const why = new Map(refused.map((each) => [each.item.id, each.why]))
    expect(why.get('nodejs-22-04')).toEqual(['its name tells of more than ubuntu'])
    expect(why.get('debian-12-x64')).toEqual(['its name does not tell ubuntu'])
    expect(why.get(ec2Images.debian12)).toEqual(['its name does not tell ubuntu'])
  })
})
