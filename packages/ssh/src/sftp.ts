import { abortable } from '@cloud/core/driver'
import type { SFTPWrapper } from 'ssh2'
import type { Session } from './session.ts'

type Done<T> = (error: Error | null | undefined, value: T) => void

/** Asks the SFTP server. A question that was not answered when the session ended rejects: ssh2 alone would wait for ever. */
export interface Sftp {
  readonly ask: <T = void>(send: (sftp: SFTPWrapper, done: Done<T>) => unknown) => Promise<T>
  /** The same for an extension; false where the server does not offer it, which ssh2 tells by throwing. */
  readonly offered: (
    send: (sftp: SFTPWrapper, done: (error?: Error | null) => void) => unknown,
  ) => Promise<boolean>
}

/** One SFTP session for all transfers of a shell, opened at the first and anew where it ended. */
export function sftpOf(session: Session): () => Promise<Sftp> {
  let current: Promise<Sftp> | undefined
  const forget = () => {
    current = undefined
  }
  return () => {
    current ??= open(session, forget).catch((error: unknown) => {
      forget()
      throw error
    })
    return current
  }
}

async function open({ client, gone }: Session, ended: () => void): Promise<Sftp> {
  if (gone.aborted) throw gone.reason
  const over = new AbortController()
  const end = (error?: Error) => {
    over.abort(error ?? new Error('the SFTP session ended'))
    ended()
  }
  const opening = promised<SFTPWrapper>((done) =>
    client.sftp((error, sftp) => {
      sftp?.on('error', end)
      sftp?.on('close', () => end())
      done(error, sftp)
    }),
  )
  const sftp = await abortable(opening, gone)
  const stopped = AbortSignal.any([gone, over.signal])
  const ask: Sftp['ask'] = (send) =>
    abortable(
      stopped.aborted ? Promise.reject(stopped.reason) : promised((done) => send(sftp, done)),
      stopped,
    )
  return {
    ask,
    offered: async (send) => {
      let supported = true
      await ask((server, done) => {
        try {
          send(server, (error) => done(error, undefined))
        } catch {
          supported = false
          done(null, undefined)
        }
      })
      return supported
    },
  }
}

/** ssh2's callback as a promise. */
function promised<T>(send: (done: Done<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, value) => (error ? reject(error) : resolve(value)))
  })
}
