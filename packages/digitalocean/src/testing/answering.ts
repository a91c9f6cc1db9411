import type { HttpRequest, Transport } from '@cloud/core'

/** A transport that gives every request this answer, and the requests that it got. */
export function answering(
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Transport & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = []
  async function* whole() {
    yield Buffer.from(body)
  }
  return {
    requests,
    send: async (request) => {
      requests.push(request)
      return { status, headers, body: whole(), discard: () => {} }
    },
    close: async () => {},
  }
}
