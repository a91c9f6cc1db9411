import { type HttpReply, type Transport, undiciTransport } from '@cloud/core'

export interface CorruptingTransport extends Transport {
  /** A bit of the next object that is read is another one when it arrives. */
  readonly corrupt: () => void
}

/** The production transport, with a wire that can be made to change what it carries. */
export function corruptingTransport(): CorruptingTransport {
  const transport = undiciTransport()
  let armed = false
  return {
    send: async (request, options) => {
      const reply = await transport.send(request, options)
      if (!armed || request.method !== 'GET' || reply.headers.etag === undefined) return reply
      armed = false
      return { ...reply, body: changed(reply.body) }
    },
    close: transport.close,
    corrupt: () => {
      armed = true
    },
  }
}

async function* changed(body: HttpReply['body']): AsyncGenerator<Uint8Array> {
  let first = true
  for await (const chunk of body) {
    const copy = Uint8Array.from(chunk)
    if (first && copy[0] !== undefined) copy[0] ^= 1
    first = false
    yield copy
  }
}
