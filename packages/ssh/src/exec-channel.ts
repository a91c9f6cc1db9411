import { CloudError, type Outcome } from '@cloud/core'
import type { ClientChannel } from 'ssh2'
import type { Session } from './session.ts'

/**
 * Has the machine start the command line, and gives `use` the channel before anything else can come on it: the exit status of a
 * short command is in the same packet as the answer that it was started.
 */
export function execute<T>(
  { client, gone }: Session,
  line: string,
  use: (channel: ClientChannel) => Promise<T>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  if (gone.aborted) return Promise.reject(lost(gone.reason, 'not-applied'))
  try {
    client.exec(line, (error, channel) => {
      if (channel) resolve(use(channel))
      else reject(!gone.aborted && isRefusal(error) ? refused(error) : lost(error, 'unknown'))
    })
  } catch (error) {
    reject(lost(error, 'not-applied'))
  }
  return promise
}

/** ssh2 tells by its texts alone that the machine answered, and will not. */
const isRefusal = (error: Error | undefined): boolean =>
  /open failure|unable to exec/i.test(error?.message ?? '')

function refused(cause: Error | undefined): CloudError {
  return new CloudError(`The machine refused to run the command: ${cause?.message}`, {
    code: 'failed',
    provider: 'ssh',
    operation: 'run',
    outcome: 'not-applied',
    hint: 'it may limit the commands that run at once in one session (MaxSessions), or allow none',
    cause,
  })
}

export function lost(cause: unknown, outcome: Outcome): CloudError {
  const why = cause instanceof Error ? `: ${cause.message}` : ''
  const when = outcome === 'unknown' ? 'before the exit code came' : 'before the command was sent'
  return new CloudError(`The connection was lost ${when}${why}`, {
    code: 'network',
    provider: 'ssh',
    operation: 'run',
    outcome,
    ...(outcome === 'unknown' && {
      hint: 'the command may have run, or still run: look before running it again',
    }),
    cause,
  })
}

/** What of ssh2's channel is not in its types. */
interface Inner {
  readonly outgoing: { readonly id: number; readonly state: string }
  readonly _client?: { readonly _protocol?: { readonly signal?: (channel: number, name: string) => void } }
}

/**
 * Asks for the command's end and lets go of the channel. `channel.signal()` does nothing once the input was closed, which it is here
 * from the start, so the request is sent one level below; should ssh2 lose that level, closing the channel is all there is.
 */
export function terminate(channel: ClientChannel): void {
  const { outgoing, _client } = channel as unknown as Inner
  if (outgoing.state === 'open' || outgoing.state === 'eof') {
    const protocol = _client?._protocol
    protocol?.signal?.(outgoing.id, 'TERM')
  }
  channel.resume()
  channel.stderr.resume()
  channel.close()
}
