import { createHash } from 'node:crypto'
import type { WireReply, WireRequest } from '../http/wire.ts'
import type { InstanceType } from './instance-types.ts'
import { Refusal } from './refusal.ts'
import type { Regions } from './regions.ts'
import { signedRegion, verifySignature } from './signature.ts'

/** The regions that serve the list. https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html */
const served = ['us-east-1', 'eu-central-1', 'ap-south-1', 'cn-northwest-1']
const prefix = 'AWSPriceListService.'

export const priceListOperations = ['GetProducts'] as const

/** The operation of the price list that a request is for; undefined for what is for EC2. */
export function priceListOperation({ headers }: WireRequest): string | undefined {
  const target = headers['x-amz-target']
  return target?.startsWith(prefix) ? target.slice(prefix.length) : undefined
}

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** The price list of EC2, of which the figures are made up: AWS's Price List query API, JSON 1.1. */
export function answerPriceList(
  regions: Regions,
  credentials: Credentials,
  request: WireRequest,
  id: string,
): WireReply {
  try {
    const region = signedRegion(request) ?? ''
    const now = regions.home.centre.clock.now()
    verifySignature(request, {
      credentials,
      region: served.includes(region) ? region : 'us-east-1',
      service: 'pricing',
      now,
    })
    const operation = priceListOperation(request) ?? ''
    if (!priceListOperations.some((name) => name === operation))
      throw new Refusal('UnknownOperationException', `There is no ${operation}`)
    return json(200, getProducts(regions, readBody(request)), id)
  } catch (error) {
    return refusePriceList(
      error instanceof Refusal ? error : new Refusal('InternalErrorException', String(error)),
      id,
    )
  }
}

/** Refusals that EC2 spells in another way. */
const codes: Readonly<Record<string, string>> = {
  AuthFailure: 'UnrecognizedClientException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  RequestExpired: 'InvalidSignatureException',
  RequestLimitExceeded: 'ThrottlingException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
}

function refusePriceList({ code, message }: Refusal, id: string): WireReply {
  const own = codes[code] ?? code
  const status = own === 'InternalErrorException' ? 500 : 400
  return json(status, { __type: `com.amazonaws.pricing#${own}`, message }, id)
}

interface Asked {
  readonly ServiceCode?: unknown
  readonly FormatVersion?: unknown
  readonly Filters?: readonly {
    readonly Type?: unknown
    readonly Field?: unknown
    readonly Value?: unknown
  }[]
  readonly MaxResults?: unknown
  readonly NextToken?: unknown
}

function readBody({ method, headers, body }: WireRequest): Asked {
  if (method !== 'POST' || !/^application\/x-amz-json-1\.1\b/.test(headers['content-type'] ?? ''))
    throw new Refusal('UnknownOperationException', 'Use POST and application/x-amz-json-1.1')
  try {
    return Object(JSON.parse(body.toString() || '{}'))
  } catch {
    throw new Refusal('SerializationException', 'The body is no JSON')
  }
}

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html */
function getProducts(
  regions: Regions,
  { ServiceCode, FormatVersion = 'aws_v1', Filters = [], MaxResults = 100, NextToken }: Asked,
) {
  if (typeof ServiceCode !== 'string') throw invalid('ServiceCode is required')
  if (ServiceCode !== 'AmazonEC2')
    throw new Refusal('NotFoundException', `There is no service ${ServiceCode}`)
  if (FormatVersion !== 'aws_v1') throw invalid('FormatVersion must be aws_v1')
  if (!(Number.isInteger(MaxResults) && Number(MaxResults) >= 1 && Number(MaxResults) <= 100))
    throw invalid('MaxResults must be from 1 to 100')
  const tests = Filters.map(({ Type, Field, Value }) => {
    if (Type !== 'TERM_MATCH' || typeof Field !== 'string' || typeof Value !== 'string')
      throw invalid('A filter has Type TERM_MATCH, a Field and a Value')
    return ({ attributes }: Product) => attributes[Field] === Value
  })
  const all = products(regions).filter((product) => tests.every((test) => test(product)))
  const from = startOf(NextToken)
  const next = from + Number(MaxResults)
  return {
    FormatVersion: 'aws_v1',
    PriceList: all.slice(from, next).map(({ item }) => item),
    ...(next < all.length && { NextToken: Buffer.from(`from:${next}`).toString('base64') }),
  }
}

function startOf(token: unknown): number {
  if (token === undefined) return 0
  const [, from] = /^from:(\d+)$/.exec(Buffer.from(String(token), 'base64').toString()) ?? []
  if (from === undefined) throw new Refusal('InvalidNextTokenException', 'The pagination token is not valid')
  return Number(from)
}

const invalid = (message: string) => new Refusal('InvalidParameterException', message)

interface Product {
  readonly attributes: Readonly<Record<string, string>>
  /** As the list has it: JSON in a text. */
  readonly item: string
}

/** What licences add, by the hour and vCPU. */
const systems: Readonly<Record<string, number>> = { Linux: 0, RHEL: 0.0144, SUSE: 0.01, Windows: 0.046 }
const published = '2026-01-15T18:00:00Z'

function products({ home }: Regions): readonly Product[] {
  return [...home.types.values()].flatMap((type) =>
    Object.entries(systems).flatMap(([system, perVcpu]) =>
      ['Shared', 'Dedicated'].map((tenancy) => productOf(type, home.region, { system, perVcpu, tenancy })),
    ),
  )
}

function productOf(
  { name, vcpus, memoryMiB, network, currentGeneration }: InstanceType,
  regionCode: string,
  {
    system,
    perVcpu,
    tenancy,
  }: { readonly system: string; readonly perVcpu: number; readonly tenancy: string },
): Product {
  const attributes = {
    instanceType: name,
    regionCode,
    operatingSystem: system,
    tenancy,
    capacitystatus: 'Used',
    preInstalledSw: 'NA',
    licenseModel: 'No License required',
    vcpu: String(vcpus),
    memory: `${memoryMiB / 1024} GiB`,
    networkPerformance: network,
    currentGeneration: currentGeneration ? 'Yes' : 'No',
    operation: 'RunInstances',
    servicecode: 'AmazonEC2',
    locationType: 'AWS Region',
  }
  const hourly = (vcpus * (0.012 + perVcpu) + (memoryMiB / 1024) * 0.004) * (tenancy === 'Shared' ? 1 : 1.1)
  const sku = createHash('sha256').update(JSON.stringify(attributes)).digest('hex').slice(0, 16).toUpperCase()
  const rate = `${sku}.JRTCKXETXF`
  const dimension = {
    unit: 'Hrs',
    description: `$${hourly.toFixed(4)} per ${tenancy} ${system} ${name} Instance Hour`,
    rateCode: `${rate}.6YS6EN2CT7`,
    beginRange: '0',
    endRange: 'Inf',
    appliesTo: [],
    pricePerUnit: { USD: hourly.toFixed(10) },
  }
  const term = {
    sku,
    offerTermCode: 'JRTCKXETXF',
    effectiveDate: '2026-01-01T00:00:00Z',
    termAttributes: {},
    priceDimensions: { [`${rate}.6YS6EN2CT7`]: dimension },
  }
  const item = {
    product: { productFamily: 'Compute Instance', attributes, sku },
    serviceCode: 'AmazonEC2',
    terms: { OnDemand: { [rate]: term } },
    version: '20260115180000',
    publicationDate: published,
  }
  return { attributes, item: JSON.stringify(item) }
}

const json = (status: number, body: object, id: string): WireReply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': id },
  body: JSON.stringify(body),
})
