import type { Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'

/** A shell whose connection can be made anew: what is called after that goes over the new one. */
export interface LastingShell {
  readonly shell: Shell
  readonly reconnect: (call: CallOptions) => Promise<void>
}

/** `connect` is asked for another session on the same machine. */
export function lastingShell(first: Shell, connect: (call: CallOptions) => Promise<Shell>): LastingShell {
  let current = first
  return {
    shell: {
      run: (command, options) => current.run(command, options),
      upload: (content, path, options) => current.upload(content, path, options),
      download: (path, call) => current.download(path, call),
      close: () => current.close(),
      ...(first.hostKey && { hostKey: first.hostKey }),
    },
    reconnect: async (call) => {
      const old = current
      current = await connect(call)
      // It is lost already; that it can be closed as well is of no weight.
      old.close().catch(() => {})
    },
  }
}
