import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { isLoopbackName } from '../http/server.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import type { EntranceOptions } from './entrance.ts'
import { isOfRequests } from './kinds.ts'
import { endToEnd, readAll } from './message.ts'
import { operationOf } from './operation-of.ts'
import type { ProxiedRequest } from './proxied-request.ts'
import { strikes } from './strike.ts'
import { type Asked, type Forwarding, forward, TargetLost } from './target.ts'
import type { RequestHead, WireFault } from './wire-fault.ts'

export interface Passage extends EntranceOptions {
  readonly requests: ProxiedRequest[]
  readonly connections: Connections
}

const longestLog = 10_000

/** What happens to one request. */
export function pass(request: IncomingMessage, response: ServerResponse, passage: Passage): void {
  const connection = passage.connections.take(request.socket)
  if (!connection) return
  response.once('close', connection.done)
  carry(request, response, connection, passage).catch((error: unknown) => fail(response, error))
}

async function carry(
  request: IncomingMessage,
  response: ServerResponse,
  connection: Connection,
  passage: Passage,
): Promise<void> {
  const { plan, clock, random, identities, target } = passage
  if (!isLoopbackName(request.headers.host))
    return tell(response, 421, 'This proxy answers to its loopback address only.')
  const asked: Asked = { message: request, body: await readAll(request), tls: identities !== undefined }
  const head = headOf(asked)
  const operation = operationOf(head)
  const fault = plan.pick((one) => fits(one, head, operation))
  const entry = note(passage.requests, head, operation, fault)
  const onward = (how?: Forwarding) => {
    entry.forwarded = true
    return forward(target, asked, how)
  }
  if (!fault || !isOfRequests(fault.kind)) return relay(response, onward)
  const struck = { fault, request, connection, clock, random, forward: onward }
  await strikes[fault.kind](struck).catch((error: unknown) => {
    // Nothing was written before the target answered.
    if (error instanceof TargetLost) throw error
    connection.stream.destroy()
  })
}

function note(
  requests: ProxiedRequest[],
  { method, path }: RequestHead,
  operation: string | undefined,
  fault: WireFault | undefined,
): ProxiedRequest {
  const entry: ProxiedRequest = {
    method,
    path: path.replace(/\?.*/, ''),
    ...(operation !== undefined && { operation }),
    ...(fault && { fault: fault.kind }),
    forwarded: false,
  }
  if (requests.length >= longestLog) requests.shift()
  requests.push(entry)
  return entry
}

function headOf({ message, body }: Asked): RequestHead {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)])
  return {
    method: message.method ?? 'GET',
    path: message.url ?? '/',
    headers: Object.fromEntries(headers),
    body: body.toString(),
  }
}

const fits = (fault: WireFault, head: RequestHead, operation: string | undefined): boolean =>
  isOfRequests(fault.kind) &&
  (fault.operation === undefined || fault.operation === operation) &&
  (fault.match === undefined || fault.match(head))

/** As it came; a client that leaves takes the request to the target along. */
async function relay(
  response: ServerResponse,
  onward: (how: Forwarding) => Promise<IncomingMessage>,
): Promise<void> {
  const left = new AbortController()
  response.once('close', () => left.abort())
  const reply = await onward({ signal: left.signal })
  const { statusCode = 502, statusMessage = '' } = reply
  const length = reply.headers['content-length']
  const headers = [...endToEnd(reply), ...(length === undefined ? [] : [['content-length', length]])]
  response.sendDate = false
  response.writeHead(statusCode, statusMessage, headers.flat())
  await pipeline(reply, response)
}

/** The target that did not answer, or the matcher that threw: the client is told while it can be. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  if (response.headersSent) response.destroy()
  else tell(response, 502, error instanceof Error ? error.message : String(error))
}

function tell(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { connection: 'close', 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}
