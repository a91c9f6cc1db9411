import { type Connection, write } from './connection.ts'
import { gzipBomb } from './gzip-bomb.ts'
import type { HostileKind } from './kinds.ts'
import { chunkedHead, type Header, headBytes, lengthOf, type Reply, replyBytes, withBody } from './message.ts'
import type { Strike, Struck } from './strike.ts'

type After = (then: (struck: Struck, reply: Reply) => Promise<void> | void) => Strike
const floodSize = 10_000
const early = 'HTTP/1.1 103 Early Hints\r\n\r\n'
const longestHeader = 8_000

const filler = (bytes: number): [string, string][] =>
  Array.from({ length: Math.ceil(bytes / longestHeader) }, (_, index) => [
    `x-filler-${index}`,
    'a'.repeat(Math.min(longestHeader, bytes - index * longestHeader)),
  ])

/** Blanks are what both JSON and XML may go on with for ever. */
const blanks = Buffer.alloc(64 * 1024, ' ')
const chunk = Buffer.concat([Buffer.from(`${blanks.length.toString(16)}\r\n`), blanks, Buffer.from('\r\n')])

/** At the client's pace: a piece is written when the one before it has left. */
async function writeForEver({ stream }: Connection): Promise<void> {
  while (!stream.destroyed) await write(stream, chunk)
}

/** Replies that cost a careless client its memory or its time. */
export const hostileReplies = (after: After): Readonly<Record<HostileKind, Strike>> => ({
  'garbage-status-line': after(({ connection, random }, reply) => {
    const rest = replyBytes(reply)
    const line = Buffer.from(`${random.hex(32)} \r\n`)
    connection.stream.end(Buffer.concat([line, rest.subarray(rest.indexOf('\n') + 1)]))
  }),
  'informational-flood': after(async ({ connection: { stream } }, reply) => {
    await write(stream, Buffer.from(early.repeat(floodSize)))
    stream.end(replyBytes(reply))
  }),
  'header-bomb': after(({ connection, fault: { bytes = 1024 * 1024 } }, reply) => {
    const head = headBytes(reply, [...filler(bytes), lengthOf(reply.body)])
    connection.stream.end(Buffer.concat([head, reply.body]))
  }),
  'wrong-chunk-sizes': after(({ connection }, given) => {
    const reply = withBody(given)
    const size = Buffer.from(`${(reply.body.length >> 1).toString(16)}\r\n`)
    connection.stream.end(Buffer.concat([chunkedHead(reply), size, reply.body, Buffer.from('\r\n0\r\n\r\n')]))
  }),
  'duplicate-length': after(({ connection }, reply) => {
    const { length } = reply.body
    const lengths: Header[] = [lengthOf(reply.body), ['content-length', String(length + 1)]]
    connection.stream.end(Buffer.concat([headBytes(reply, lengths), reply.body]))
  }),
  'gzip-bomb': after(({ connection, fault: { bytes = 300 * 1024 * 1024 } }, reply) => {
    const headers = [
      ...reply.headers.filter(([name]) => name.toLowerCase() !== 'content-encoding'),
      ['content-encoding', 'gzip'] as const,
    ]
    connection.stream.end(replyBytes({ ...reply, status: 200, reason: 'OK', headers, body: gzipBomb(bytes) }))
  }),
  'endless-body': after(async ({ connection }, reply) => {
    const head = { ...reply, ...(reply.status === 204 && { status: 200, reason: 'OK' }) }
    await write(connection.stream, chunkedHead(head))
    await writeForEver(connection)
  }),
})
