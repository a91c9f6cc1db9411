import type { IncomingMessage } from 'node:http'
import type { WireRequest } from './wire.ts'

const largestBody = 1024 * 1024

export class TooLarge extends Error {
  constructor() {
    super(`A request's body is limited to ${largestBody} bytes.`)
    this.name = 'TooLarge'
  }
}

/** Reads a request whole. Throws `TooLarge` as soon as its body passes 1 MiB. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new TooLarge()
    chunks.push(chunk)
  }
  const target = request.url ?? '/'
  const question = target.indexOf('?')
  return {
    method: request.method ?? 'GET',
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? '' : target.slice(question + 1),
    headers: joinHeaders(request.rawHeaders),
    body: Buffer.concat(chunks),
  }
}

/** A header that comes twice is joined with a comma, as signatures see it. */
function joinHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null)
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    headers[name] = name in headers ? `${headers[name]},${value}` : value
  }
  return headers
}
