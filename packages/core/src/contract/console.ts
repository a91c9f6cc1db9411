import type { CallOptions, Ref } from './call.ts'

export interface ConsoleOutput {
  /** What the serial console showed, its last part where there was too much; empty while there is nothing. */
  readonly text: string
  /** When the provider took it. */
  readonly at?: string
}

/** Reading a node's serial console. */
export interface Console {
  /** `not-found` where there is no such node. The provider may be minutes behind. */
  readonly getConsoleOutput: (node: Ref<'node'>, call?: CallOptions) => Promise<ConsoleOutput>
}

/** The provider tells a node's SSH host keys, by a way that a stranger on the network cannot forge. */
export interface HostKeys {
  /** OpenSSH public key lines; none while they are not published (yet). `not-found` where there is no such node. */
  readonly listHostKeys: (node: Ref<'node'>, call?: CallOptions) => Promise<readonly string[]>
}
