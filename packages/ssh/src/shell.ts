import type { Clock, Shell } from '@cloud/core'
import { traced } from '@cloud/core/driver'
import { download } from './download.ts'
import { lineOf } from './public-key.ts'
import { run } from './run.ts'
import type { Session } from './session.ts'
import { sftpOf } from './sftp.ts'
import { upload } from './upload.ts'

/** What an authenticated session can do. */
export function openShell(session: Session, clock: Clock, mode: string, about: object = {}): Shell {
  const sftp = sftpOf(session)
  // Neither a command line nor a path is told: both may hold what is secret.
  const told = <T>(operation: string, work: () => Promise<T>, ended?: (value: T) => object) =>
    traced('cloud:ssh', clock, () => ({ operation, ...about }), work, ended)
  return {
    run: (command, options) =>
      told(
        'run',
        () => run(session, clock, command, options),
        ({ exitCode }) => ({ exitCode }),
      ),
    upload: (content, path, options) =>
      told('upload', () => upload(session, sftp, clock, content, path, options)),
    download: (path, call) => told('download', () => download(session, sftp, clock, path, call)),
    close: session.close,
    hostKey: { mode, publicKey: lineOf(session.hostKey), fingerprint: session.hostKey.fingerprint },
  }
}
