import type { HttpRequest, Transport } from '@cloud/core'

interface Reply {
  readonly status?: number
  readonly body: object | string
  readonly headers?: Readonly<Record<string, string>>
}

/** A transport that answers each request by what `reply` makes of its form and of how many came before it; and the requests. */
export function answering(
  reply: (form: string, count: number) => Reply,
): Transport & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = []
  return {
    requests,
    send: async (request) => {
      const { status = 200, body, headers = {} } = reply(String(request.body), requests.length)
      requests.push(request)
      async function* whole() {
        yield Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
      }
      return { status, headers, body: whole(), discard: () => {} }
    },
    close: async () => {},
  }
}
