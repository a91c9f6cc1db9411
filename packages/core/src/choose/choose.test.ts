import { describe, expect, it } from 'vitest'
import type { Compute, Image, Size } from '../contract/compute.ts'
import { listing, onePage } from '../listing.ts'
import { failure } from '../testing/operations.ts'
import { chooseImage, type WantedImage } from './choose-image.ts'
import { chooseSize, type WantedSize } from './choose-size.ts'

const asOf = '2026-01-01T00:00:00Z'
const size = (id: string, vcpus: number, memoryMiB: number, more: Partial<Size> = {}): Size => ({
  ...{ kind: 'size', id, name: id, native: {}, vcpus, memoryMiB, architecture: 'x86_64' },
  ...more,
})
const usd = (hourly: number): Partial<Size> => ({ price: { currency: 'USD', hourly, asOf } })
const image = (name: string, more: Partial<Image> = {}): Image => ({
  ...{ kind: 'image', id: `id-of-${name.length}-${name}`, name, native: {}, architecture: 'x86_64' },
  ...more,
})

type Catalogue = Pick<Compute, 'listSizes' | 'listImages'> & { readonly asked: unknown[] }
function cloud(sizes: readonly Size[], images: readonly Image[] = []): Compute & Catalogue {
  const asked: unknown[] = []
  const catalogue: Catalogue = {
    asked,
    listSizes: (query) => {
      asked.push(query)
      return listing(onePage(async () => [...sizes]))
    },
    listImages: (query) => {
      asked.push(query)
      return listing(onePage(async () => [...images]))
    },
  }
  return catalogue as Compute & Catalogue
}

describe('chooseSize', () => {
  const aws = cloud([
    size('m.large', 2, 8192, usd(0.1)),
    size('t.medium', 2, 4096, usd(0.04)),
    size('t.small', 1, 2048, usd(0.02)),
    size('g.large', 2, 8192, { ...usd(0.07), architecture: 'arm64' }),
    size('x.metal', 96, 393_216),
  ])
  const droplets = cloud([
    size('s-2vcpu-4gb', 2, 4096, { diskGiB: 80, price: { currency: 'USD', monthly: 24, asOf } }),
    size('s-1vcpu-1gb', 1, 1024, { diskGiB: 25, ...usd(0.009) }),
    size('eu-2vcpu', 2, 4096, { diskGiB: 80, price: { currency: 'EUR', hourly: 0.01, asOf } }),
  ])

  it.each<[WantedSize, string]>([
    [{ vcpus: 2, memoryMiB: 4096 }, 't.medium'],
    [{ memoryMiB: 5000 }, 'g.large'],
    [{ memoryMiB: 5000, architecture: 'x86_64' }, 'm.large'],
    [{ vcpus: 2, cheapest: true }, 's-2vcpu-4gb'],
    [{ cheapest: true }, 's-1vcpu-1gb'],
    [{ vcpus: 2, diskGiB: 100 }, 't.medium'],
    [{ vcpus: 90 }, 'x.metal'],
    [{ vcpus: 2, cheapest: true, maxPrice: { hourly: 0.02, currency: 'EUR' } }, 'eu-2vcpu'],
  ])('%j is %s', async (wanted, id) => {
    const choice = await chooseSize([aws, droplets], wanted)
    expect(choice.item.id).toBe(id)
    expect(choice.driver.listSizes === aws.listSizes ? aws : droplets).toBe(choice.driver)
    expect(choice.others.length + choice.refused.length + 1).toBe(8)
  })

  it('says why of each that was refused, and which others would do, in their order', async () => {
    const { driver, item, others, refused } = await chooseSize(aws, {
      vcpus: 2,
      architecture: 'x86_64',
      maxPrice: { hourly: 0.1, currency: 'USD' },
    })
    expect([driver, item.id, others.map((one) => one.item.id)]).toEqual([aws, 't.medium', ['m.large']])
    expect(refused.map((one) => [one.item.id, ...one.why])).toEqual([
      ['t.small', '1 vCPUs are fewer than 2'],
      ['g.large', 'it is arm64'],
      ['x.metal', 'its price is not told'],
    ])
  })

  it('is the same in whatever order sizes are listed', async () => {
    const same = [size('b', 2, 4096), size('a', 2, 4096), size('c', 2, 4096)]
    for (const list of [same, same.toReversed()])
      expect((await chooseSize(cloud(list), {})).item.id).toBe('a')
  })

  it('rejects where none is as wanted, with those that came nearest', async () => {
    const error = await failure(chooseSize(aws, { vcpus: 4, memoryMiB: 10_000, architecture: 'arm64' }))
    expect(error).toMatchObject({
      code: 'not-found',
      hint: expect.stringMatching(/^x\.metal: it is x86_64;/),
    })
    expect((error as { details: { refused: unknown[] } }).details.refused).toHaveLength(5)
    expect(await failure(chooseSize(cloud([]), {}))).toMatchObject({ hint: 'nothing was listed' })
  })

  it('asks for the sizes of a location, and refuses what it cannot be asked', async () => {
    const asked = cloud([size('a', 1, 1)])
    await chooseSize(asked, { location: 'eu-1' })
    expect(asked.asked).toEqual([{ location: 'eu-1' }])
    const wrong = [
      { cpus: 1 },
      { vcpus: -1 },
      { vcpus: '2' },
      { architecture: 'amd64' },
      { maxPrice: { hourly: 1, currency: '$' } },
    ]
    for (const wanted of wrong)
      expect(await failure(chooseSize(asked, wanted as WantedSize))).toMatchObject({ code: 'invalid' })
    expect(await failure(chooseSize([], {}))).toMatchObject({ code: 'invalid' })
    expect(asked.asked).toHaveLength(1)
  })
})

describe('chooseSize by GPUs', () => {
  const gpus = (count: number, model?: string): Partial<Size> => ({
    gpus: { count, ...(model !== undefined && { model }) },
  })
  const some = cloud([
    size('plain', 8, 65_536),
    size('one', 4, 16_384, gpus(1, 'NVIDIA T4')),
    size('two', 4, 16_384, gpus(2, 'nvidia-tesla-a100')),
    size('unnamed', 2, 4096, gpus(4)),
  ])

  it.each<[WantedSize, string]>([
    [{}, 'plain'],
    [{ memoryMiB: 100 }, 'plain'],
    [{ gpu: 0 }, 'plain'],
    [{ gpu: 1 }, 'one'],
    [{ gpu: 2 }, 'two'],
    [{ gpu: 3 }, 'unnamed'],
    [{ gpu: {} }, 'one'],
    [{ gpu: { model: 'a100' } }, 'two'],
    [{ gpu: { model: 'Tesla A100', count: 2 } }, 'two'],
  ])('%j is %s', async (wanted, id) => {
    expect((await chooseSize(some, wanted)).item.id).toBe(id)
  })

  it('says which GPUs a size has that was refused for them', async () => {
    const { refused } = await chooseSize(some, { gpu: { model: 'T4' } })
    expect(refused.map((one) => [one.item.id, ...one.why])).toEqual([
      ['plain', '0 GPUs are fewer than 1', 'it has no T4'],
      ['two', 'its GPUs are nvidia-tesla-a100'],
      ['unnamed', 'the model of its GPUs is not told'],
    ])
    const without = await chooseSize(some, { gpu: 0 })
    expect(without.refused[0]?.why).toEqual(['it has 1 GPUs'])
  })

  it.each<readonly [unknown, RegExp]>([
    ['T4', /gpu is T4: a number from 0/],
    [-1, /gpu is -1/],
    [{ models: 'T4' }, /"models"/],
    [{ count: '1' }, /gpu.count is 1/],
    [{ model: '' }, /gpu.model is empty/],
    [{ model: '-' }, /gpu.model has no letter/],
  ])('refuses %j', async (gpu, message) => {
    expect(await failure(chooseSize(some, { gpu } as WantedSize))).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
    })
  })
})

describe('chooseImage', () => {
  const images = cloud(
    [],
    [
      image('debian-12-amd64-20240717-1811', { createdAt: '2024-07-17T00:00:00Z' }),
      image('debian-12-amd64-20250101-1', { createdAt: '2025-01-01T00:00:00Z' }),
      image('debian-12-arm64-20250101-1', { createdAt: '2025-01-01T00:00:00Z', architecture: 'arm64' }),
      image('debian-11-x64'),
      image('ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250610'),
      image('ubuntu-2204-jammy-v20240904'),
      image('Rocky Linux 9.4', { state: 'pending' }),
      image('CentOS Stream 9'),
      image('debian-12-of-somebody', { createdAt: '2026-01-01T00:00:00Z', state: 'error' }),
    ],
  )
  it.each<[WantedImage, string]>([
    [{ os: 'debian', version: '12' }, 'debian-12-arm64-20250101-1'],
    [{ os: 'Debian', version: '12', architecture: 'x86_64' }, 'debian-12-amd64-20250101-1'],
    [{ os: 'debian', version: '11' }, 'debian-11-x64'],
    [
      { os: 'ubuntu', version: '24.04' },
      'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250610',
    ],
    [{ os: 'ubuntu', version: '22.04' }, 'ubuntu-2204-jammy-v20240904'],
    [{ os: 'centos stream', version: '9' }, 'CentOS Stream 9'],
  ])('%j is %s', async (wanted, name) => {
    expect((await chooseImage(images, wanted)).item.name).toBe(name)
  })

  it('says why of each that was refused', async () => {
    const { refused } = await chooseImage(images, { os: 'debian', version: '12', architecture: 'x86_64' })
    expect(refused.map((one) => one.why.join(', '))).toEqual([
      'it is arm64',
      'its name tells another version than 12',
      'its name does not tell debian',
      'its name does not tell debian',
      'its name does not tell debian, it is pending',
      'its name does not tell debian',
      'it is error',
    ])
    expect(await failure(chooseImage(images, { os: 'rocky linux', version: '9' }))).toMatchObject({
      code: 'not-found',
      details: {
        refused: expect.arrayContaining([{ id: 'id-of-15-Rocky Linux 9.4', why: ['it is pending'] }]),
      },
    })
  })

  it('passes on what is to be asked, and refuses what cannot be', async () => {
    const asked = cloud([], [image('debian-12')])
    await chooseImage(asked, { os: 'debian', query: { owner: '136693071363' } })
    expect(asked.asked).toEqual([{ owner: '136693071363' }])
    for (const wanted of [{}, { os: '' }, { os: 'debian-12' }, { os: 'debian', version: 'bookworm' }])
      expect(await failure(chooseImage(asked, wanted as WantedImage))).toMatchObject({ code: 'invalid' })
  })
})
