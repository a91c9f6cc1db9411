import { type Access, type CallOptions, type ConnectTo, type HostKey, secret } from '@cloud/core'
import type { ServerChannel } from 'ssh2'
import type { InjectedOptions } from '../host-key/injected.ts'
import { generateKeyPair, type SshKeyPair } from '../openssh-key.ts'
import type { SshOptions } from '../options.ts'
import { ssh } from '../ssh.ts'
import { connectLocal, finish, server, soon } from './machine.ts'
import { type TestServer, testNode } from './server.ts'

const user = generateKeyPair()

export interface Injecting {
  readonly access: Access
  readonly lead: (to: TestServer) => void
  /** A machine that has the key. */
  readonly made: (pair: SshKeyPair, installed?: Installed) => Promise<TestServer>
  readonly reach: (
    id: string,
    token?: unknown,
    call?: CallOptions,
    more?: Partial<ConnectTo>,
  ) => Promise<HostKey | undefined>
  /** What was run on the machines. */
  readonly commands: string[]
  /** The machine that it leads to. */
  readonly now: () => TestServer
}

/**
 * An access with the host key mode `injected`, whose connections all lead to the machine that `lead` names. Where one of these machines is
 * given another host key over SSH, `installed` is called, and who connects from then on is led to a machine that has it.
 */
export function injecting(options: InjectedOptions = {}, more: Partial<SshOptions> = {}): Injecting {
  let at: TestServer | undefined
  const commands: string[] = []
  const access = ssh({
    user: 'root',
    privateKey: user.privateKey,
    hostKey: Object.keys(options).length > 0 ? { injected: options } : 'injected',
    socket: (to) => connectLocal(at?.port ?? 0, to.signal),
    ...more,
  })
  const lead = (to: TestServer) => {
    at = to
  }
  const made = (pair: SshKeyPair, installed: Installed = succeed): Promise<TestServer> =>
    server({
      authorized: [user.publicKey],
      hostKeys: [pair],
      exec: async (line, channel) => {
        commands.push(line)
        const privateKey = secret((await channel.toArray()).join(''))
        const publicKey = /'(ssh-ed25519 [^']+)'$/.exec(line)?.[1] ?? ''
        await installed({ publicKey, privateKey }, channel, async (other) =>
          lead(await made(other, installed)),
        )
      },
    })
  const reach = async (id: string, token?: unknown, call = soon, more: Partial<ConnectTo> = {}) => {
    const to = { node: testNode(id), ...(token !== undefined && { token }), ...more }
    const shell = await access.connect(to, call)
    await shell.close()
    return shell.hostKey
  }
  const now = () => {
    if (at === undefined) throw new Error('it leads to no machine')
    return at
  }
  return { access, lead, reach, made, commands, now }
}

export type Installed = (
  pair: SshKeyPair,
  channel: ServerChannel,
  become: (pair: SshKeyPair) => Promise<void>,
) => Promise<void> | void
export const succeed: Installed = async (pair, channel, become) => {
  await become(pair)
  finish(channel)
}
