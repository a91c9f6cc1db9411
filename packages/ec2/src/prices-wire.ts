import type { Price } from '@cloud/core'
import { CloudError, readJson } from '@cloud/core/driver'

/** What an instance type costs by the hour, on demand. */
export interface Ec2Price {
  /** The id of the size. */
  readonly size: string
  readonly region: string
  /** `hourly`, as the price list said at `asOf`. */
  readonly price: Price
  /** When AWS made this edition of its list. */
  readonly publishedAt?: string
  /** Since when the price holds. */
  readonly effectiveAt?: string
  /** What the list says of the product, as spelled there. */
  readonly native: Readonly<Record<string, string>>
}

export interface ProductsWire {
  readonly items: readonly string[]
  readonly nextToken: string | undefined
}

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html */
export function readProducts(body: Uint8Array): ProductsWire {
  const wire = readJson(body)
  const list = at(wire, 'PriceList')
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string'))
    throw new CloudError('The answer has no price list', { code: 'protocol' })
  return { items: list, nextToken: textAt(wire, 'NextToken') }
}

/**
 * The price of one product, which is JSON in a text of its own; undefined for one that costs nothing by the hour, such as what is
 * reserved. https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 */
export function toPrice(item: string, asOf: string): Ec2Price | undefined {
  const wire = readJson(item)
  const attributes = textsOf(at(wire, 'product', 'attributes'))
  const [term] = valuesOf(at(wire, 'terms', 'OnDemand'))
  const hour = valuesOf(at(term, 'priceDimensions')).find((each) => /^Hrs$/i.test(textAt(each, 'unit') ?? ''))
  const [entry] = Object.entries(textsOf(at(hour, 'pricePerUnit')))
  const { instanceType: size, regionCode: region } = attributes
  if (!size || !region || !entry) return undefined
  const [currency, amount] = entry
  const hourly = Number(amount)
  if (!Number.isFinite(hourly)) throw new CloudError('A price is no number', { code: 'protocol' })
  const publishedAt = textAt(wire, 'publicationDate')
  const effectiveAt = textAt(term, 'effectiveDate')
  return {
    size,
    region,
    price: { currency, hourly, asOf },
    ...(publishedAt !== undefined && { publishedAt }),
    ...(effectiveAt !== undefined && { effectiveAt }),
    native: attributes,
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (Object.hasOwn(Object(inner), name) ? Reflect.get(Object(inner), name) : undefined),
    value,
  )
}

function textAt(value: unknown, name: string): string | undefined {
  const found = at(value, name)
  return typeof found === 'string' && found !== '' ? found : undefined
}

const valuesOf = (value: unknown): readonly unknown[] => Object.values(Object(value))

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(Object(value)).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text] as const] : [],
    ),
  )
}
