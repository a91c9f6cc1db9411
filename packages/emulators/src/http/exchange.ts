import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type Clock, sleep } from '../clock.ts'
import type { Fault, FaultPlan } from '../faults.ts'
import { retryAfterText } from '../retry-after.ts'
import type { createRequestLog } from './request-log.ts'
import { plain, type Respond, send, sendHalf } from './server.ts'
import type { Front, WireError, WireReply } from './wire.ts'

export interface ExchangeOptions {
  readonly clock: Clock
  readonly latencyMs: number
  readonly faults: FaultPlan
  readonly log: ReturnType<typeof createRequestLog>
}

/** What happens between a request and its answer, faults included. */
export function exchange<R>(front: Front<R>, options: ExchangeOptions): Respond<R> {
  const { clock, faults, log } = options
  return async (request, response) => {
    const id = front.newId?.() ?? randomUUID()
    const asked = front.read(request)
    const at = new Date(clock.now()).toISOString()
    const entry = log.add({ id, at, api: front.name, ...asked })
    const fault = faults.pick(asked.operation)
    if (fault) entry.fault = fault.kind
    await sleep(clock, options.latencyMs)

    const respond = (reply: WireReply, write = send) => {
      entry.status = reply.status
      return write(response, withDate(reply, clock))
    }
    if (fault && isBefore(fault)) return strike(front, fault, { id, now: clock.now() }, response, respond)
    const reply = await front.answer(request, id, ...workOf(fault))
    if (!fault || fault.kind === 'errored') return respond(reply)
    if (fault.kind === 'delay') await sleep(clock, fault.ms ?? 1_000)
    if (fault.kind === 'delay') return respond(reply)
    if (fault.kind === 'half-body') return respond(reply, sendHalf)
    if (fault.kind === 'reset-after') reset(response)
  }
}

/** How what goes on after the answer ends. */
const workOf = (fault: Fault | undefined): readonly ['succeeds' | 'fails', WireError] =>
  fault?.kind === 'errored' ? ['fails', fault] : ['succeeds', {}]

const isBefore = ({ kind }: Fault) =>
  kind === 'error' ||
  kind === 'late-error' ||
  kind === 'status' ||
  kind === 'reset-before' ||
  kind === 'stall'

/** A stalled request is left as it is: its connection ends with the client or with the cloud. */
async function strike<R>(
  front: Front<R>,
  fault: Fault,
  { id, now }: { readonly id: string; readonly now: number },
  response: ServerResponse,
  respond: (reply: WireReply) => Promise<void>,
): Promise<void> {
  const { retryAfter } = fault
  const after = retryAfter === undefined ? {} : { 'retry-after': retryAfterText(retryAfter, now) }
  const extend = (reply: WireReply) => ({ ...reply, headers: { ...reply.headers, ...after } })
  if (fault.kind === 'reset-before') reset(response)
  if (fault.kind === 'status')
    await respond(extend(plain(fault.status ?? 502, 'The request did not reach the service.')))
  const { code, message, status } = fault
  if (fault.kind === 'error') await respond(extend(front.refuse({ code, message, status }, id)))
  if (fault.kind === 'late-error') await respond((front.refuseLate ?? front.refuse)({ code, message }, id))
}

const reset = (response: ServerResponse) => response.socket?.resetAndDestroy()

const withDate = (reply: WireReply, clock: Clock): WireReply => ({
  ...reply,
  headers: { date: new Date(clock.now()).toUTCString(), ...reply.headers },
})
