import { chunkedHead, endless, gzipOf, long, mebibyte, type Reply, whole } from './replies.ts'

export type Driver = 'ec2' | 'digitalocean'

export interface Hostile {
  readonly name: string
  readonly what: string
  readonly driver: Driver
  readonly reply: Reply
}

type Bodies = Readonly<Record<string, readonly [what: string, reply: Reply]>>

const named = (driver: Driver, bodies: Bodies) =>
  Object.entries(bodies).map(([name, [what, reply]]): Hostile => ({ name, what, driver, reply }))

const xml = '<DescribeInstancesResponse><reservationSet>'
const xmlEnd = '</reservationSet></DescribeInstancesResponse>'
const item =
  '<item><instancesSet><item><instanceId>i-1</instanceId><instanceState><name>running</name></instanceState></item></instancesSet></item>'
const json = '{"droplets":['
const droplet = '{"id":1,"name":"a","status":"active","tags":["a","b"],"networks":{"v4":[],"v6":[]}},'
const jsonEnd = '0],"links":{}}'
const entities = Array.from({ length: 30 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`).join('')

/** What an endpoint that means harm, or is broken, may answer a list of nodes with. */
export const hostileBodies: readonly Hostile[] = [
  ...named('digitalocean', {
    'json-400': ['JSON of 400 MiB', long(json, droplet, 400 * mebibyte, jsonEnd)],
    'json-deep': ['JSON 5,000,000 levels deep', long('', '['.repeat(1024), 5_000_000, '')],
    endless: ['chunks without end', endless(chunkedHead, `400\r\n${' '.repeat(1024)}\r\n`)],
    'big-chunk': ['a chunk longer than numbers', endless(chunkedHead, 'ffffffffffffffffff\r\n')],
    'long-body': [
      'a length of 2^63',
      endless('HTTP/1.1 200 OK\r\ncontent-length: 9223372036854775807\r\n\r\n', ' '),
    ],
    'gzip-json': ['gzip of 300 KiB that holds 300 MiB, untold', (write) => whole(gzipOf(300))(write)],
  }),
  ...named('ec2', {
    'xml-100': ['XML of 100 MiB', long(xml, item, 100 * mebibyte, xmlEnd)],
    'xml-400': ['XML of 400 MiB', long(xml, item, 400 * mebibyte, xmlEnd)],
    'xml-deep': ['XML 200,000 levels deep', long('', '<item>', 200_000 * 6, '')],
    'xml-entities': [
      'XML entities that grow to 2^30',
      whole(`<!DOCTYPE r [<!ENTITY e0 "x">${entities}]><r>&e30;</r>`),
    ],
    'gzip-xml': [
      'gzip of 300 KiB that holds 300 MiB',
      (write) => whole(gzipOf(300), 'content-encoding: gzip\r\n')(write),
    ],
    header: ['a header without end', endless('HTTP/1.1 200 OK\r\nx-big: ', 'x')],
    headers: ['headers without end', endless('HTTP/1.1 200 OK\r\n', 'a: b\r\n')],
    trailers: ['trailers without end', endless(`${chunkedHead}0\r\n`, 'a: b\r\n')],
    informational: ['informational replies without end', endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
    lengths: [
      'two lengths that differ',
      endless('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n', 'x'),
    ],
  }),
]

/** As much as is read at all, but for a little. */
const most = 16 * mebibyte - 128 * 1024

function manyAttributes(): string {
  let tag = '<DescribeInstancesResponse'
  for (let n = 0; tag.length < most; n++) tag += ` a${n}=""`
  return tag
}

/** Replies that fill the cap: these are read, and only then found to be wrong. */
export const fullBodies: readonly Hostile[] = [
  ...named('digitalocean', {
    'full-chunks': ['chunks of 4 bytes without end', endless(chunkedHead, '4\r\n    \r\n')],
    'full-json': ['JSON that is cut off at its end', long(json, droplet, most, '')],
    'full-prototype': ['JSON that ends with __proto__', long(json, droplet, most, '{"__proto__":{}}]}')],
    'full-arrays': ['JSON of 5,000,000 empty arrays', long(json, '[],', most, jsonEnd)],
    'full-number': ['JSON with a number of 15 MiB', long(json, '1'.repeat(1024), most, jsonEnd)],
    'full-text': ['JSON with a text of 15 MiB', long(`${json}"`, 'x'.repeat(1024), most, `",${jsonEnd}`)],
  }),
  ...named('ec2', {
    'full-xml': ['XML that is cut off at its end', long(xml, item, most, '')],
    'full-bytes': ['XML that ends with no UTF-8', long(xml, item, most, Uint8Array.of(0xff))],
    'full-elements': ['XML of 4,000,000 empty elements', long(xml, '<a/>', most, xmlEnd)],
    'full-references': ['XML of 2,600,000 references, cut off', long(`${xml}<item>`, '&#x41;', most, '')],
    'full-attributes': ['XML with 1,500,000 attributes, cut off', (write) => whole(manyAttributes())(write)],
    'full-comment': ['XML with a comment of 15 MiB, cut off', long(`${xml}<!--`, '- '.repeat(512), most, '')],
  }),
]
