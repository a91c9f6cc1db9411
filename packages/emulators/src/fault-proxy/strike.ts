import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { answers } from './answers.ts'
import { type Connection, pause, reset, write } from './connection.ts'
import { hostileReplies } from './hostile-replies.ts'
import type { RequestKind } from './kinds.ts'
import { chunkedHead, headBytes, lengthOf, type Reply, replyBytes, withBody } from './message.ts'
import { pour } from './pour.ts'
import { type Forwarding, readReply } from './target.ts'
import type { WireFault } from './wire-fault.ts'

/** A request that a fault hits, and what it may do to it. */
export interface Struck {
  readonly fault: WireFault
  readonly request: IncomingMessage
  readonly connection: Connection
  readonly clock: Clock
  readonly random: Random
  /** Lets the target do what it was asked for. */
  readonly forward: (how?: Forwarding) => Promise<IncomingMessage>
}

/** Resolves when nothing is left to do; rejects where the client or the target is gone. */
export type Strike = (struck: Struck) => Promise<void>

const finish = ({ connection }: Struck, bytes: Uint8Array): void => {
  connection.stream.end(bytes)
}
const replyOf = async ({ forward }: Struck): Promise<Reply> => readReply(await forward())

/** The effect, then what `write` says of the reply. */
const after =
  (then: (struck: Struck, reply: Reply) => Promise<void> | void): Strike =>
  async (struck) =>
    then(struck, await replyOf(struck))

/** The head with the body's length, then half of the body. */
async function half({ connection: { stream } }: Struck, given: Reply): Promise<void> {
  const reply = withBody(given)
  await write(stream, headBytes(reply, [lengthOf(reply.body)]))
  await write(stream, reply.body.subarray(0, reply.body.length >> 1))
}

/** Bytes of one direction go as the fault says, those of the other as they are. */
const streamed: Strike = async (struck) => {
  const { fault, connection } = struck
  const shape = (stream: Connection['stream']) => pour(stream, fault, struck)
  if (fault.direction === 'upstream')
    return finish(struck, replyBytes(await readReply(await struck.forward({ pour: shape }))))
  const passed = await shape(connection.stream)(replyBytes(await replyOf(struck)))
  if (passed || connection.stream.writable) connection.stream.end()
}

/** No byte passes; `end` is what becomes of the connection. */
const blocked =
  (end: (struck: Struck) => Promise<void>): Strike =>
  async (struck) => {
    if (struck.fault.direction !== 'upstream') await replyOf(struck)
    await end(struck)
  }

const dripPieces = 10

const slowHead: Strike = after(async ({ connection: { stream }, clock, fault: { ms = 30_000 } }, reply) => {
  const head = headBytes(reply, [lengthOf(reply.body)])
  const size = Math.ceil(head.length / dripPieces)
  for (let from = 0; from < head.length; from += size) {
    await pause(clock, ms / dripPieces, stream)
    await write(stream, head.subarray(from, from + size))
  }
  stream.end(reply.body)
})

export const strikes: Readonly<Record<RequestKind, Strike>> = {
  latency: streamed,
  bandwidth: streamed,
  slicer: streamed,
  'limit-data': streamed,
  timeout: blocked(async ({ connection: { stream }, clock, fault: { ms } }) => {
    if (ms === undefined) return
    await pause(clock, ms, stream)
    stream.end()
  }),
  'reset-peer': blocked(async ({ connection, clock, fault: { ms = 0 } }) => {
    await pause(clock, ms, connection.stream)
    reset(connection.socket)
  }),
  'slow-close': after(async ({ connection: { stream }, clock, fault: { ms = 1_000 } }, reply) => {
    await write(stream, replyBytes(reply))
    await pause(clock, ms, stream)
    stream.end()
  }),

  'reset-after-request': async ({ connection }) => reset(connection.socket),
  stall: async () => {},
  status: async (struck) => finish(struck, answers.status(struck)),
  redirect: async (struck) => finish(struck, answers.redirect(struck)),

  'status-after': after((struck) => finish(struck, answers.status(struck))),
  'reset-before-reply': after(({ connection }) => reset(connection.socket)),
  'stalled-first-byte': after(() => {}),
  'slow-headers': slowHead,
  'reset-after-headers': after(async ({ connection }, given) => {
    const reply = withBody(given)
    await write(connection.stream, headBytes(reply, [lengthOf(reply.body)]))
    reset(connection.socket)
  }),
  'reset-mid-body': after(async (struck, reply) => {
    await half(struck, reply)
    reset(struck.connection.socket)
  }),
  'stalled-body': after(half),
  'close-mid-chunk': after((struck, given) => {
    const reply = withBody(given)
    const size = Buffer.from(`${reply.body.length.toString(16)}\r\n`)
    finish(struck, Buffer.concat([chunkedHead(reply), size, reply.body.subarray(0, reply.body.length >> 1)]))
  }),
  'close-without-length': after((struck, given) => {
    const reply = withBody(given)
    finish(struck, Buffer.concat([headBytes(reply, []), reply.body.subarray(0, reply.body.length >> 1)]))
  }),
  ...hostileReplies(after),
}
