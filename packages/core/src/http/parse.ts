import { CloudError, changed, isCloudError } from '../errors.ts'
import type { HttpRequest, WholeReply } from './messages.ts'
import type { CallContext, ErrorFacts, Operation } from './operation.ts'
import type { GoodReply, ReadBody } from './read-body.ts'

/** Reads what a provider says of a failure; called for every status outside 200 to 299. */
export type ReadError = (reply: WholeReply) => ErrorFacts

export type Parsed<T> =
  | { readonly value: T }
  | { readonly facts: ErrorFacts; readonly status: number; readonly headers: WholeReply['headers'] }

export type Parse = <T>(
  operation: Operation<T>,
  request: HttpRequest,
  context: CallContext,
) => Promise<Parsed<T>>

/** Makes values of bytes: the operation's own where the status is good, else the facts of the failure. */
export function parse(readError: ReadError, next: ReadBody): Parse {
  return async (operation, request, context) => {
    const received = await next(operation, request, context)
    if (!('failed' in received)) return { value: readValue(received) }
    const { status, headers } = received.failed
    return { facts: readFacts(readError, received.failed), status, headers }
  }
}

/** A failure that cannot be read, such as a proxy's page, tells its status. */
function readFacts(readError: ReadError, reply: WholeReply): ErrorFacts {
  try {
    return readError(reply)
  } catch (error) {
    if (!isCloudError(error, 'protocol')) throw error
    return {}
  }
}

function readValue<T>({ status, value, discard }: GoodReply<T>): T {
  try {
    return value()
  } catch (error) {
    discard()
    const what = isCloudError(error) ? error : unreadable(error)
    // A good status can hold a failure that tells its own outcome; an answer that cannot be read tells nothing.
    throw what.code === 'protocol' ? changed(what, { status, outcome: 'unknown' }) : what
  }
}

/** A mapper that stumbles over an answer which parses and is not what was expected. */
function unreadable(error: unknown): CloudError {
  return new CloudError('The answer makes no sense', { code: 'protocol', cause: error })
}
