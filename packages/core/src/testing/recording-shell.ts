import type { Access, ConnectTo, RunResult, Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'

export interface Upload {
  readonly content: string
  readonly path: string
  readonly mode: number | undefined
}

export interface RecordingShell extends Shell {
  /** What was done, in order: a command's argv, `upload PATH`, `close`. */
  readonly done: (readonly string[] | string)[]
  readonly uploads: Upload[]
  readonly options: CallOptions[]
}

/** How a command ends: undefined for success, else what differs from it; or a failure. */
export type Answer = (
  command: readonly string[],
  options: CallOptions,
) => Partial<RunResult> | Error | undefined | Promise<Partial<RunResult> | Error | undefined>

/** A shell on no machine, which does as `answer` says and remembers what it was asked. */
export function recordingShell(answer: Answer = () => undefined): RecordingShell {
  const done: RecordingShell['done'] = []
  const uploads: Upload[] = []
  const seen: CallOptions[] = []
  return {
    done,
    uploads,
    options: seen,
    run: async (command, options = {}) => {
      done.push(command)
      seen.push(options)
      const told = await answer(command, options)
      if (told instanceof Error) throw told
      const result = { exitCode: 0, stdout: '', stderr: '', durationMs: 1, ...told }
      for (const stream of ['stdout', 'stderr'] as const) {
        if (result[stream]) options.onOutput?.({ stream, text: result[stream] })
      }
      return result
    },
    upload: async (content, path, options = {}) => {
      done.push(`upload ${path}`)
      const told = await answer(['upload', path], options)
      if (told instanceof Error) throw told
      uploads.push({ content: Buffer.from(content).toString(), path, mode: options.mode })
    },
    download: async (path) => {
      done.push(`download ${path}`)
      return new Uint8Array()
    },
    close: async () => {
      done.push('close')
    },
  }
}

export interface RecordingAccess extends Access {
  readonly shell: RecordingShell
  readonly connected: ConnectTo[]
  readonly calls: (CallOptions | undefined)[]
}

export function recordingAccess(answer?: Answer, changes: Partial<Access> = {}): RecordingAccess {
  const shell = recordingShell(answer)
  const connected: ConnectTo[] = []
  const calls: (CallOptions | undefined)[] = []
  return {
    shell,
    connected,
    calls,
    prepare: async (call) => {
      calls.push(call)
      return { authorizedKeys: ['ssh-ed25519 ephemeral'] }
    },
    connect: async (to, call) => {
      connected.push(to)
      calls.push(call)
      return shell
    },
    ...changes,
  }
}
