/**
 * Answers lists of so many nodes (`lists.ts COUNT [DELAY]`, each answer so many milliseconds late) as EC2, DigitalOcean and Compute Engine do, of bytes made in advance: EC2 in pages of 1,000,
 * DigitalOcean of 200, Compute Engine of 500, and EC2's `DescribeAvailabilityZones` with 0.3 KB. Looks at no signature. As EC2 does, it answers who
 * asks for no page with all in one; and what peers ask for beside the nodes, with what they need to go on.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { droplet, ec2Instance, gceDisk, gceInstance } from './instances.ts'

const [count = 0, delayMs = 0] = process.argv.slice(2).map(Number)
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

const ec2Page = (from: number, to: number, page: number) => {
  const next = to < count ? `<nextToken>${page + 1}</nextToken>` : ''
  const items = range(from, to, ec2Instance).join('')
  return ec2Answer('DescribeInstances', `<reservationSet>${items}</reservationSet>${next}`)
}
const ec2Answer = (action: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="${namespace}">${requestId}${content}</${action}Response>`
const [ec2, ec2InOne] = [pagesOf(1000, ec2Page), pagesOf(count, ec2Page)]
const small: Readonly<Record<string, Buffer>> = {
  DescribeAvailabilityZones: Buffer.from(
    ec2Answer(
      'DescribeAvailabilityZones',
      '<availabilityZoneInfo><item><zoneName>eu-west-1a</zoneName><zoneState>available</zoneState><regionName>eu-west-1</regionName></item></availabilityZoneInfo>',
    ),
  ),
  DescribeAddresses: Buffer.from(ec2Answer('DescribeAddresses', '<addressesSet/>')),
  DescribeInstanceAttribute: Buffer.from(ec2Answer('DescribeInstanceAttribute', '<userData/>')),
}
const digitalocean = pagesOf(200, (from, to, page) => {
  const link = (number: number) => `${origin()}/v2/droplets?page=${number}&per_page=200`
  const next = to < count ? { pages: { next: link(page + 2), last: link(Math.ceil(count / 200)) } } : {}
  return JSON.stringify({ droplets: range(from, to, droplet), links: next, meta: { total: count } })
})
/** All of one kind in all zones. https://cloud.google.com/compute/docs/reference/rest/v1/instances/aggregatedList */
const aggregated = (kind: string, make: (index: number, zone: string) => object) =>
  pagesOf(500, (from, to, page) => {
    const members = range(from, to, (index) => make(index, zone))
    const empty = {
      warning: { code: 'NO_RESULTS_ON_PAGE', message: 'There are no results for the scope.', data: [] },
    }
    const items = { [`zones/${zone}`]: { [kind]: members }, 'zones/europe-west1-c': empty }
    const next = to < count ? { nextPageToken: String(page + 1) } : {}
    return JSON.stringify({ kind: `compute#${kind.slice(0, -1)}AggregatedList`, id: 'p', items, ...next })
  })
const [gceInstances, gceDisks] = [aggregated('instances', gceInstance), aggregated('disks', gceDisk)]
const places: Readonly<Record<string, object>> = {
  zones: { items: [{ id: '2231', name: zone, status: 'UP' }] },
  regions: { items: [{ id: '1100', name: 'europe-west1', status: 'UP', zones: [zone] }] },
}

function answerOf(url: URL, form: string): readonly [type: string, body: Buffer] {
  if (url.pathname.startsWith('/v2/droplets'))
    return ['application/json', digitalocean(Number(url.searchParams.get('page') ?? 1) - 1)]
  if (url.pathname.startsWith('/compute/')) return ['application/json', gceAnswer(url)]
  const asked = new URLSearchParams(form || url.search)
  return ['text/xml;charset=UTF-8', small[asked.get('Action') ?? ''] ?? instancesOf(asked)]
}

function instancesOf(asked: URLSearchParams): Buffer {
  const [most, next] = [asked.get('MaxResults'), asked.get('NextToken')]
  return most === null && next === null ? ec2InOne(0) : ec2(Number(next ?? 0))
}

function gceAnswer({ pathname, searchParams }: URL): Buffer {
  const page = Number(searchParams.get('pageToken') ?? 0)
  const what = pathname.slice(pathname.lastIndexOf('/') + 1)
  if (pathname.includes('/aggregated/')) return (what === 'disks' ? gceDisks : gceInstances)(page)
  return Buffer.from(JSON.stringify(places[what] ?? {}))
}

const server = createServer((request, response) => {
  let form = ''
  request.on('data', (data) => {
    form += String(data)
  })
  request.on('end', () => {
    const [type, body] = answerOf(new URL(request.url ?? '/', 'http://local'), form)
    const answer = () =>
      response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body)
    if (delayMs === 0) answer()
    else setTimeout(answer, delayMs)
  })
})
const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ endpoint: origin() })}\n`))
process.stdin.resume().on('end', () => process.exit())
