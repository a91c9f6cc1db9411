import type { Clock, Shell } from '@cloud/core'
import { download } from './download.ts'
import { run } from './run.ts'
import type { Session } from './session.ts'
import { sftpOf } from './sftp.ts'
import { upload } from './upload.ts'

/** What an authenticated session can do. */
export function openShell(session: Session, clock: Clock): Shell {
  const sftp = sftpOf(session)
  return {
    run: (command, options) => run(session, clock, command, options),
    upload: (content, path, options) => upload(session, sftp, clock, content, path, options),
    download: (path, call) => download(session, sftp, clock, path, call),
    close: session.close,
  }
}
