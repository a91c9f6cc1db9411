import type { Clock } from '../clock.ts'
import { type Client, type ClientOptions, type ClientParts, createClient } from '../http/client.ts'
import type { HttpDraft } from '../http/messages.ts'
import type { ErrorFacts, Operation, Repeat } from '../http/operation.ts'
import type { ReadError } from '../http/parse.ts'

export const origin = 'https://api.example.com'

/** A client of a small JSON API: it signs nothing and reads errors as `{ code, message }` in our own terms. */
export function testClient(
  options: ClientOptions & { readonly clock: Clock },
  parts: Partial<Pick<ClientParts, 'sign' | 'readError' | 'limiter'>> = {},
): Client {
  return createClient({
    provider: 'test',
    sign: async (draft) => ({ ...draft, origin }),
    readError: readFacts,
    ...parts,
    options,
  })
}

const readFacts: ReadError = ({ body }) =>
  body.length === 0 ? {} : (JSON.parse(Buffer.from(body).toString()) as ErrorFacts)

const request: HttpDraft = { method: 'POST', path: '/things', headers: {} }

/** An operation whose value is the text of the answer. */
export function operation(
  repeat: Repeat<string>,
  changes: Partial<Operation<string>> = {},
): Operation<string> {
  return {
    name: 'DoThing',
    repeat,
    request,
    read: ({ body }) => Buffer.from(body).toString(),
    ...changes,
  }
}

export const read: Operation<string> = operation({ class: 'read' })
export const once: Operation<string> = operation({ class: 'once' })
export const idempotent: Operation<string> = operation({ class: 'idempotent' })
export const tokened: Operation<string> = operation({ class: 'token', field: 'ClientToken' })

/** What a promise rejects with. */
export function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => {
      throw new Error(`It resolved with ${JSON.stringify(value)}`)
    },
    (error: unknown) => error,
  )
}
