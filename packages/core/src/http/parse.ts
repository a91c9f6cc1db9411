import { CloudError, changed, isCloudError } from '../errors.ts'
import type { WholeReply } from './messages.ts'
import type { ErrorFacts } from './operation.ts'
import type { GoodReply } from './read-body.ts'

/** Reads what a provider says of a failure; called for every status outside 200 to 299. */
export type ReadError = (reply: WholeReply) => ErrorFacts

/** A failure that cannot be read, such as a proxy's page, tells its status. */
export function readFacts(readError: ReadError, reply: WholeReply): ErrorFacts {
  try {
    return readError(reply)
  } catch (error) {
    if (!isCloudError(error, 'protocol')) throw error
    return {}
  }
}

/** Makes the operation's value of a reply of good status. */
export function readValue<T>({ status, value, discard }: GoodReply<T>): T {
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
