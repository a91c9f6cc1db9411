/**
 * Answers lists of so many nodes (`lists.ts COUNT`) as EC2, DigitalOcean and Compute Engine do, of bytes made in advance: EC2 in pages of 1,000,
 * DigitalOcean of 200, Compute Engine of 500, and EC2's `DescribeAvailabilityZones` with 0.3 KB. Looks at no signature.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { droplet, ec2Instance, gceInstance } from './instances.ts'

const count = Number(process.argv[2] ?? 0)
const namespace = 'http://ec2.amazonaws.com/doc/2016-11-15/'
const requestId = '<requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>'
const zone = 'europe-west1-b'

/** Pages of so many, each made when it is asked for the first time. */
function pagesOf(
  size: number,
  make: (from: number, to: number, page: number) => string,
): (page: number) => Buffer {
  const made = new Map<number, Buffer>()
  return (page) => {
    let bytes = made.get(page)
    if (bytes === undefined) {
      bytes = Buffer.from(make(page * size, Math.min(count, (page + 1) * size), page))
      made.set(page, bytes)
    }
    return bytes
  }
}

const range = <T>(from: number, to: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => make(from + at))

const ec2 = pagesOf(1000, (from, to, page) => {
  const next = to < count ? `<nextToken>${page + 1}</nextToken>` : ''
  const items = range(from, to, ec2Instance).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeInstancesResponse xmlns="${namespace}">${requestId}<reservationSet>${items}</reservationSet>${next}</DescribeInstancesResponse>`
})
const zones = Buffer.from(
  `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeAvailabilityZonesResponse xmlns="${namespace}">${requestId}<availabilityZoneInfo><item><zoneName>eu-west-1a</zoneName><zoneState>available</zoneState><regionName>eu-west-1</regionName></item></availabilityZoneInfo></DescribeAvailabilityZonesResponse>`,
)
const digitalocean = pagesOf(200, (from, to, page) => {
  const next = to < count ? { pages: { next: `${origin()}/v2/droplets?page=${page + 2}&per_page=200` } } : {}
  return JSON.stringify({ droplets: range(from, to, droplet), links: next, meta: { total: count } })
})
const gce = pagesOf(500, (from, to, page) => {
  const instances = range(from, to, (index) => gceInstance(index, zone))
  const empty = {
    warning: { code: 'NO_RESULTS_ON_PAGE', message: 'There are no results for the scope.', data: [] },
  }
  const items = { [`zones/${zone}`]: { instances }, 'zones/europe-west1-c': empty }
  const next = to < count ? { nextPageToken: String(page + 1) } : {}
  return JSON.stringify({ kind: 'compute#instanceAggregatedList', id: 'p', items, ...next })
})

function answerOf(url: URL, form: string): readonly [type: string, body: Buffer] {
  if (url.pathname.startsWith('/v2/droplets'))
    return ['application/json', digitalocean(Number(url.searchParams.get('page') ?? 1) - 1)]
  if (url.pathname.includes('/aggregated/instances'))
    return ['application/json', gce(Number(url.searchParams.get('pageToken') ?? 0))]
  const asked = new URLSearchParams(form || url.search)
  if (asked.get('Action') === 'DescribeAvailabilityZones') return ['text/xml;charset=UTF-8', zones]
  return ['text/xml;charset=UTF-8', ec2(Number(asked.get('NextToken') ?? 0))]
}

const server = createServer((request, response) => {
  let form = ''
  request.on('data', (data) => {
    form += String(data)
  })
  request.on('end', () => {
    const [type, body] = answerOf(new URL(request.url ?? '/', 'http://local'), form)
    response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body)
  })
})
const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ endpoint: origin() })}\n`))
process.stdin.resume().on('end', () => process.exit())
