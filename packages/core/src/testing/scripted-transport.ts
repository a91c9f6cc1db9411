import type { HttpReply, HttpRequest, Transport } from '../http/messages.ts'

/** What the transport does with one request: a reply, a rejection with whatever `fails` holds, or silence until it is aborted. */
export type Scripted =
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>
    }
  | { readonly fails: unknown }
  | 'hang'

export interface ScriptedTransport extends Transport {
  readonly requests: HttpRequest[]
  /** How many replies were given up before their end. */
  readonly discarded: () => number
}

/** Answers each request by the next entry of the script, or by what the function says; a request past the script's end fails loudly. */
export function scriptedTransport(
  script: readonly Scripted[] | ((request: HttpRequest, index: number) => Scripted),
): ScriptedTransport {
  const requests: HttpRequest[] = []
  let discarded = 0
  const next = (request: HttpRequest): Scripted => {
    const index = requests.push(request) - 1
    const entry = typeof script === 'function' ? script(request, index) : script[index]
    return entry ?? { fails: new Error(`The script has no answer for request ${index + 1}`) }
  }
  const discard = () => {
    discarded += 1
  }
  return {
    requests,
    discarded: () => discarded,
    send: async (request, { signal }) => {
      const entry = next(request)
      if (entry === 'hang') return silence(signal)
      if ('fails' in entry) throw entry.fails
      const { status = 200, headers = {}, body = '' } = entry
      return { status, headers, body: stream(body), discard } satisfies HttpReply
    },
    close: async () => {},
  }
}

async function* stream(body: string | Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string') yield Buffer.from(body)
  else if (body instanceof Uint8Array) yield body
  else yield* body
}

/** Never settles by itself; rejects with the signal's reason when it aborts. */
export function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
