import {
  type AwsClient,
  type AwsService,
  awsClient,
  type ErrorTable,
  jsonRequest,
  readAwsJsonError,
} from '@cloud/aws'
import type { CallOptions, Compute, Listing, Page, Price, Ref, Size } from '@cloud/core'
import { checkList, checkNames, idOf, invalid, listing, systemClock } from '@cloud/core/driver'
import { type Ec2Options, ec2Client } from './client.ts'
import { type Ec2Price, readProducts, toPrice } from './prices-wire.ts'

export type { Ec2Price } from './prices-wire.ts'

export interface PricesOptions extends Ec2Options {
  /** How long what was fetched is told again. A day unless given: AWS changes its list a few times a month. */
  readonly cacheMs?: number | undefined
}

export interface PriceQuery {
  /** Left out, all that the region has. */
  readonly sizes?: readonly Ref<'size'>[] | undefined
  /** Left out, `Linux`. */
  readonly operatingSystem?: 'Linux' | 'RHEL' | 'SUSE' | 'Windows' | undefined
  /** Left out, `Shared`. */
  readonly tenancy?: 'Shared' | 'Dedicated' | undefined
}

export interface Prices {
  /**
   * What sizes cost by the hour in the driver's region, on demand and before taxes; a size that the list does not have is left out.
   * All of a region are some ten requests. `forbidden` without the permission `pricing:GetProducts`.
   */
  readonly getPrices: (query?: PriceQuery, call?: CallOptions) => Promise<readonly Ec2Price[]>
}

const service: AwsService = {
  name: 'pricing',
  id: 'Pricing',
  // It has one host in a region, and none for FIPS or dual stack.
  host: ({ region, partition }) => `api.pricing.${region}.${partition.domain}`,
}

const errors: ErrorTable = [
  [/^InternalErrorException$/, 'unavailable'],
  [/^NotFoundException$/, 'not-found'],
]

/**
 * The price list of EC2, by AWS's Price List query API: of `@cloud/ec2/prices`, so that who asks for no prices bundles nothing of it.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
 */
export function prices({ cacheMs = 86_400_000, ...options }: PricesOptions = {}): Prices {
  if (!(Number.isFinite(cacheMs) && cacheMs >= 0)) throw invalid('cacheMs is no time', 'milliseconds, from 0')
  const { clock = systemClock } = options
  const ec2 = ec2Client(options)
  const kept = new Map<string, { readonly until: number; readonly prices: readonly Ec2Price[] }>()
  let client: AwsClient | undefined
  return {
    getPrices: (query = {}, call) =>
      ec2.within(call, async (left) => {
        const sizes = checked(query)
        const region = await ec2.region()
        client ??= awsClient({
          factory: 'prices',
          service,
          options: { ...options, region: listRegion(region) },
          errors,
          readError: readAwsJsonError,
        })
        const filters = filtersOf(query, region, sizes)
        const key = JSON.stringify(filters)
        const earlier = kept.get(key)
        const fresh = earlier !== undefined && clock.elapsed() < earlier.until
        const prices = fresh ? earlier.prices : await fetchAll(client, filters, left, () => clock.now())
        if (!fresh) kept.set(key, { until: clock.elapsed() + cacheMs, prices })
        return sizes === undefined ? prices : prices.filter(({ size }) => sizes.includes(size))
      }),
  }
}

/**
 * The driver with the price of each size in what `listSizes` tells, so that `chooseSize` can choose by it. The list of prices is fetched at
 * the first page. A size that it does not have stays without.
 */
export function withPrices<D extends Pick<Compute, 'listSizes'>>(
  driver: D,
  { getPrices }: Prices,
  query: Omit<PriceQuery, 'sizes'> = {},
): D {
  checkNames('withPrices', query, ['operatingSystem', 'tenancy'])
  const listSizes: Compute['listSizes'] = (of, call) => {
    // What cannot be asked for is told at once, as by the driver itself.
    driver.listSizes(of)
    return listing(async (after, left) => {
      const [page, prices] = await Promise.all([
        pageOf(driver.listSizes(of, left), after),
        getPrices(query, left),
      ])
      const known = new Map(prices.map(({ size, price }) => [size, price]))
      return { ...page, items: page.items.map((size) => priced(size, known.get(size.id))) }
    }, call)
  }
  return { ...driver, listSizes }
}

const priced = (size: Size, price: Price | undefined): Size =>
  price === undefined ? size : { ...size, price }

async function pageOf<T>(list: Listing<T>, after: string | undefined): Promise<Page<T>> {
  for await (const page of list.pages(after === undefined ? {} : { after })) return page
  return { items: [] }
}

/** The list is served in few regions, and tells of all: the nearest is asked. */
function listRegion(region: string): string {
  if (region.startsWith('cn-')) return 'cn-northwest-1'
  if (/^(eu|af|il|me)-/.test(region)) return 'eu-central-1'
  return region.startsWith('ap-') ? 'ap-south-1' : 'us-east-1'
}

function checked(query: PriceQuery): readonly string[] | undefined {
  checkNames('getPrices', query, ['sizes', 'operatingSystem', 'tenancy'])
  const { sizes, operatingSystem = 'Linux', tenancy = 'Shared' } = query
  checkList('sizes', sizes, (what, size) => idOf(what, size, 'size'))
  if (!['Linux', 'RHEL', 'SUSE', 'Windows'].includes(operatingSystem))
    throw invalid(`There are no prices of ${JSON.stringify(operatingSystem)}`, 'Linux, RHEL, SUSE or Windows')
  if (!['Shared', 'Dedicated'].includes(tenancy))
    throw invalid(`There is no tenancy ${JSON.stringify(tenancy)}`, 'Shared or Dedicated')
  return sizes?.map((size) => idOf('size', size, 'size'))
}

type Filter = { readonly Type: 'TERM_MATCH'; readonly Field: string; readonly Value: string }

/** One product for each size: nothing installed beside the system, and capacity that is used and not reserved. */
function filtersOf(
  { operatingSystem = 'Linux', tenancy = 'Shared' }: PriceQuery,
  region: string,
  sizes: readonly string[] | undefined,
): readonly Filter[] {
  const wanted = {
    regionCode: region,
    operatingSystem,
    tenancy,
    capacitystatus: 'Used',
    preInstalledSw: 'NA',
    licenseModel: 'No License required',
    ...(sizes?.length === 1 && { instanceType: sizes[0] }),
  }
  return Object.entries(wanted).map(([Field, Value = '']) => ({ Type: 'TERM_MATCH', Field, Value }))
}

async function fetchAll(
  client: AwsClient,
  filters: readonly Filter[],
  call: CallOptions,
  now: () => number,
): Promise<readonly Ec2Price[]> {
  const found: Ec2Price[] = []
  let NextToken: string | undefined
  do {
    const parameters = {
      ServiceCode: 'AmazonEC2',
      FormatVersion: 'aws_v1',
      Filters: filters,
      MaxResults: 100,
      NextToken,
    }
    const { items, nextToken } = await client.call(
      {
        name: 'GetProducts',
        repeat: { class: 'read' },
        request: jsonRequest('AWSPriceListService.GetProducts', parameters),
        read: ({ body }) => readProducts(body),
      },
      call,
    )
    const asOf = new Date(now()).toISOString()
    found.push(...items.map((item) => toPrice(item, asOf)).filter((price) => price !== undefined))
    NextToken = nextToken
  } while (NextToken !== undefined)
  return found
}
