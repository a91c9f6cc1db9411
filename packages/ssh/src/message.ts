import type { ErrorCode } from '@cloud/core'

/**
 * On the channel `cloud:ssh` of `node:diagnostics_channel`: what was done, and how it ended. A connection tells each address that it tries.
 * Neither command lines nor paths nor outputs are told, since those may hold secrets.
 */
export type SshMessage = {
  /** The same in all messages of one piece of work. */
  readonly id: string
  readonly operation: 'connect' | 'run' | 'upload' | 'download'
  readonly nodeId: string
  readonly port: number
} & (
  | { readonly event: 'start' }
  | { readonly event: 'try'; readonly host: string }
  | {
      readonly event: 'end'
      readonly durationMs: number
      readonly error?: ErrorCode
      /** Of a command that ended: null where a signal ended it. */
      readonly exitCode?: number | null
    }
)
