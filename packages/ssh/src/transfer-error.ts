import { CloudError, type ErrorCode, isCloudError, type Outcome } from '@cloud/core'

export const isUnsupported = (error: unknown): boolean => statusOf(error) === 8
export const isFailure = (error: unknown): boolean => statusOf(error) === 4

const statusOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'code') : undefined

/** Status codes of draft-ietf-secsh-filexfer-02, section 7. */
const codes = new Map<unknown, readonly [code: ErrorCode, hint?: string]>([
  [2, ['not-found', 'the file, and every folder on the way to it, must exist']],
  [3, ['forbidden', 'the user who is logged in may not do this there']],
  [4, ['failed', 'the machine gives no reason: the disk may be full, or the path a folder']],
  [8, ['failed', 'the SFTP server of the machine cannot do this']],
])

export interface Transfer {
  readonly operation: 'upload' | 'download'
  readonly path: string
  /** What became of the target, as far as the work got. */
  readonly outcome?: Outcome
}

/** Our error for what went wrong in a transfer. */
export function transferError(error: unknown, { operation, path, outcome }: Transfer): unknown {
  if (isCloudError(error)) return error
  const status = statusOf(error)
  const message = error instanceof Error ? error.message : String(error)
  // Without a status it is no answer of the SFTP server: the connection or the channel is gone, or there is no such server.
  const [code, hint] = codes.get(status) ?? withoutStatus(message)
  return new CloudError(`The ${operation} of ${path} failed: ${message}`, {
    code,
    provider: 'ssh',
    operation,
    ...(typeof status === 'number' && { providerCode: `SSH_FX_${status}` }),
    outcome,
    hint,
    details: { path },
    cause: error,
  })
}

function withoutStatus(message: string): readonly [ErrorCode, string?] {
  return /subsystem|establishing SFTP|session termination/i.test(message)
    ? ['failed', 'the machine offers no SFTP: its sshd needs the subsystem sftp']
    : ['network']
}
