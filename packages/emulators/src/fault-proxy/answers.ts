import { STATUS_CODES } from 'node:http'
import { retryAfterText } from '../retry-after.ts'
import type { Header, Reply } from './message.ts'
import { replyBytes } from './message.ts'
import type { Struck } from './strike.ts'

const made = (status: number, headers: readonly Header[], text: string): Buffer => {
  const reply: Reply = {
    status,
    reason: STATUS_CODES[status] ?? 'Unknown',
    headers,
    body: Buffer.from(status === 204 || status === 304 ? '' : text),
  }
  return replyBytes(reply)
}

/** Replies that the target did not write. */
export const answers = {
  status: ({ fault, clock }: Struck): Buffer => {
    const { status = 503, retryAfter, body, headers = {} } = fault
    const given = new Map(Object.entries(headers))
    if (!given.has('content-type')) given.set('content-type', 'text/plain; charset=utf-8')
    if (retryAfter !== undefined) given.set('retry-after', retryAfterText(retryAfter, clock.now()))
    return made(status, [...given], body ?? `${status} ${STATUS_CODES[status] ?? ''}\n`)
  },

  redirect: ({ fault, request }: Struck): Buffer => {
    const { status = 307, location = `http://elsewhere.invalid${request.url ?? '/'}` } = fault
    return made(status, [['location', location]], 'It is elsewhere.\n')
  },
}
