import { type Page, type Size, undiciTransport } from '@cloud/core'
import { startCloud, virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { compute } from './index.ts'
import { prices, withPrices } from './prices.ts'

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-tests' }
const item = (size: string, amount: string, unit = 'Hrs', currency = 'USD') =>
  JSON.stringify({
    product: { attributes: { instanceType: size, regionCode: 'eu-west-1', vcpu: '2' }, sku: 'A' },
    terms: {
      OnDemand: {
        'A.B': {
          effectiveDate: '2026-01-01T00:00:00Z',
          priceDimensions: { 'A.B.C': { unit, pricePerUnit: { [currency]: amount } } },
        },
      },
    },
    publicationDate: '2026-01-15T18:00:00Z',
  })
const host = 'https://api.pricing.eu-central-1.amazonaws.com'
/** Answers one request, and keeps what it asked. */
function answer(status: number, reply: object, at = host) {
  const asked: { body?: Record<string, unknown> } = {}
  const text = JSON.stringify(reply)
  nock(at, { reqheaders: { 'x-amz-target': 'AWSPriceListService.GetProducts' } })
    .post('/', (body) => {
      asked.body = typeof body === 'string' ? JSON.parse(body) : body
      return true
    })
    .reply(status, text, { 'content-length': String(Buffer.byteLength(text)) })
  return asked
}
const transport = undiciTransport()
const mocked = (options = {}) =>
  prices({
    region: 'eu-west-1',
    credentials,
    transport,
    retry: { baseMs: 1, throttleBaseMs: 1 },
    ...options,
  })

describe('getPrices', () => {
  it('asks the nearest region that serves the list, and reads each page', async () => {
    const first = answer(200, { PriceList: [item('t3.micro', '0.0114000000')], NextToken: 'more' })
    const second = answer(200, { PriceList: [item('t3.small', '0.0228000000'), item('r', '1', 'Quantity')] })
    const found = await mocked({ clock: virtualClock({ start: Date.UTC(2026, 1, 1) }) }).getPrices()
    expect(found).toEqual([
      {
        size: 't3.micro',
        region: 'eu-west-1',
        price: { currency: 'USD', hourly: 0.0114, asOf: '2026-02-01T00:00:00.000Z' },
        publishedAt: '2026-01-15T18:00:00Z',
        effectiveAt: '2026-01-01T00:00:00Z',
        native: { instanceType: 't3.micro', regionCode: 'eu-west-1', vcpu: '2' },
      },
      expect.objectContaining({ size: 't3.small' }),
    ])
    expect(first.body).toMatchObject({ ServiceCode: 'AmazonEC2', MaxResults: 100 })
    expect(first.body?.Filters).toContainEqual({
      Type: 'TERM_MATCH',
      Field: 'regionCode',
      Value: 'eu-west-1',
    })
    expect(second.body).toMatchObject({ NextToken: 'more' })
  })

  it.each([
    ['us-west-2', 'https://api.pricing.us-east-1.amazonaws.com'],
    ['ap-northeast-1', 'https://api.pricing.ap-south-1.amazonaws.com'],
    ['cn-north-1', 'https://api.pricing.cn-northwest-1.amazonaws.com.cn'],
  ])('of %s are asked of %s', async (region, at) => {
    answer(200, { PriceList: [] }, at)
    expect(await mocked({ region }).getPrices()).toEqual([])
  })

  it('asks again only when what it has is old', async () => {
    const clock = virtualClock()
    const list = mocked({ clock, cacheMs: 1_000 })
    answer(200, { PriceList: [item('t3.micro', '0.01')] })
    await list.getPrices()
    expect((await list.getPrices({ sizes: ['t3.micro', 't9.huge'] })).map(({ size }) => size)).toEqual([
      't3.micro',
    ])
    const other = answer(200, { PriceList: [] })
    await list.getPrices({ operatingSystem: 'Windows', tenancy: 'Dedicated' })
    expect(other.body?.Filters).toContainEqual({
      Type: 'TERM_MATCH',
      Field: 'operatingSystem',
      Value: 'Windows',
    })
    await clock.advance(1_001)
    answer(200, { PriceList: [item('t3.micro', '0.02')] })
    expect((await list.getPrices())[0]?.price.hourly).toBe(0.02)
  })

  it('asks for one size alone where one is named', async () => {
    answer(200, { PriceList: [] })
    const asked = answer(200, { PriceList: [] })
    await mocked().getPrices({ sizes: ['t3.micro'] })
    await mocked().getPrices({ sizes: [{ kind: 'size', id: 't3.micro' } as never] })
    expect(asked.body?.Filters).toContainEqual({
      Type: 'TERM_MATCH',
      Field: 'instanceType',
      Value: 't3.micro',
    })
  })

  it.each([
    ['AccessDeniedException', 'forbidden'],
    ['InvalidParameterException', 'invalid'],
    ['NotFoundException', 'not-found'],
    ['ThrottlingException', 'rate-limited'],
    ['UnrecognizedClientException', 'unauthorized'],
  ])('rejects %s with %s', async (providerCode, code) => {
    answer(400, { __type: `com.amazonaws.pricing#${providerCode}`, message: 'No' })
    const list = mocked({ retry: { attempts: 1 } })
    await expect(list.getPrices()).rejects.toMatchObject({ code, providerCode, provider: 'pricing' })
  })

  it.each([
    [{}],
    [{ PriceList: 'x' }],
    [{ PriceList: [5] }],
    [{ PriceList: ['{'] }],
    [{ PriceList: [item('a', 'x')] }],
  ])('calls %j no price list', async (reply) => {
    answer(200, reply)
    await expect(mocked({ retry: { attempts: 1 } }).getPrices()).rejects.toMatchObject({ code: 'protocol' })
  })

  it.each([
    [{ size: 't3.micro' }],
    [{ sizes: [''] }],
    [{ operatingSystem: 'Plan 9' }],
    [{ tenancy: 'host' }],
  ])('refuses %j before it sends anything', async (query) => {
    await expect(mocked().getPrices(query as never)).rejects.toMatchObject({ code: 'invalid' })
    expect(() => mocked({ cacheMs: -1 })).toThrow('cacheMs')
  })
})

describe('the embedded cloud', () => {
  it('prices every size that it has', async () => {
    await using local = await startCloud()
    const found = await prices(local.ec2).getPrices()
    const sizes = await compute(local.ec2).listSizes().toArray()
    expect(new Set(found.map(({ size }) => size))).toEqual(new Set(sizes.map(({ id }) => id)))
    expect(found).toHaveLength(sizes.length)
    const wrong = prices({
      ...local.ec2,
      credentials: { ...local.ec2.credentials, secretAccessKey: 'wrong' },
    })
    await expect(wrong.getPrices()).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

describe('withPrices', () => {
  it('puts prices into the sizes that the driver lists, and asks for the list once', async () => {
    answer(200, { PriceList: [item('t3.micro', '0.0114'), item('t3.nano', '0.0057')] })
    await using local = await startCloud()
    const ec2 = compute(local.ec2)
    const priced = withPrices(ec2, mocked({ clock: virtualClock({ start: Date.UTC(2026, 1, 1) }) }))
    for (let round = 0; round < 2; round++) {
      const sizes = new Map((await priced.listSizes().toArray()).map((size) => [size.id, size]))
      const asOf = '2026-02-01T00:00:00.000Z'
      expect(sizes.get('t3.micro')?.price).toEqual({ currency: 'USD', hourly: 0.0114, asOf })
      expect(sizes.get('m5.large')).toMatchObject({ vcpus: 2, memoryMiB: 8192 })
      expect(sizes.get('m5.large')).not.toHaveProperty('price')
      expect([...sizes.keys()]).toEqual((await ec2.listSizes().toArray()).map(({ id }) => id))
    }
    expect(nock.isDone()).toBe(true)
  })

  it('is the driver in all else, pages and refusals included', async () => {
    await using local = await startCloud()
    const priced = withPrices(compute(local.ec2), { getPrices: async () => [] })
    const pagesOf = async (after?: string) => {
      const pages: Page<Size>[] = []
      for await (const page of priced.listSizes().pages({ after })) pages.push(page)
      return pages
    }
    const pages = await pagesOf()
    expect(pages.length).toBeGreaterThan(1)
    const [rest] = await pagesOf(pages[0]?.next)
    expect(rest?.items[0]?.id).toBe(pages[1]?.items[0]?.id)
    expect(() => priced.listSizes({ zone: 'a' } as never)).toThrow(/"zone"/)
    expect(() => withPrices(priced, { getPrices: async () => [] }, { size: 'x' } as never)).toThrow(/"size"/)
    expect(await priced.listNodes().toArray()).toEqual([])
  })
})
