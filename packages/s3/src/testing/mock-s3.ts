import nock from 'nock'
import { type S3, type S3Options, storage } from '../index.ts'

/** A request as the wire had it. */
export interface Seen {
  readonly method: string
  /** Host, path and query, as they were sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const host = 's3.eu-west-1.amazonaws.com'

/** A driver of one region with keys of its own, as a program would make it. */
export const mockedDriver = (options: S3Options = {}): S3 =>
  storage({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    retry: { baseMs: 1, throttleBaseMs: 1 },
    ...options,
  })

interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** Answers the next request to the host, whatever it asks; what was asked is in `seen` then. */
export function answer(
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE',
  { status = 200, headers = {}, body = '' }: Answer = {},
  at: string = `bucket.${host}`,
): { readonly seen: Seen } {
  const told: { seen?: Seen } = {}
  const content = Buffer.from(body)
  nock(`https://${at}`)
    .intercept(() => true, method)
    .reply(async (request: Request) => {
      const url = new URL(request.url)
      told.seen = {
        method,
        target: `${url.host}${request.url.slice(url.origin.length)}`,
        headers: Object.fromEntries(request.headers),
        body: Buffer.from(await request.arrayBuffer()).toString('latin1'),
      }
      const length = method === 'HEAD' ? {} : { 'content-length': String(content.byteLength) }
      return [status, content, { ...length, ...headers }]
    })
  return {
    get seen() {
      if (told.seen === undefined) throw new Error('Nothing was asked yet')
      return told.seen
    },
  }
}

/** Answers the next request with an error of S3. */
export const refuse = (
  method: Parameters<typeof answer>[0],
  status: number,
  code: string,
  more = '',
  at?: string,
): { readonly seen: Seen } =>
  answer(
    method,
    {
      status,
      body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message><RequestId>R1</RequestId>${more}</Error>`,
    },
    at,
  )
