import { once } from 'node:events'
import ssh2, { type Client, type ConnectConfig, type SFTPWrapper } from 'ssh2'
import { ed25519KeyPair, type SshKeyPair } from '../ed25519-key.ts'
import type { Machine, MachineOptions, OperatingSystem } from '../machine.ts'

export const amazonLinux: OperatingSystem = {
  id: 'amzn',
  version: '2023',
  prettyName: 'Amazon Linux 2023',
  user: 'ec2-user',
}
export const debian: OperatingSystem = {
  id: 'debian',
  version: '12',
  prettyName: 'Debian GNU/Linux 12',
  user: 'admin',
}

export const userKey: SshKeyPair = ed25519KeyPair('tester')

export const machineOptions = (options: Partial<MachineOptions> = {}): MachineOptions => ({
  id: 'i-0123456789abcdef0',
  hostname: 'ip-192-0-2-10',
  addresses: ['192.0.2.10'],
  os: amazonLinux,
  authorizedKeys: [`${userKey.publicKey} tester`],
  ...options,
})

/** Logs in over the machine's own byte stream; rejects as ssh2 does. */
export async function logIn(machine: Machine, options: ConnectConfig = {}): Promise<Client> {
  const client = new ssh2.Client()
  const sock = await machine.connect()
  const ready = once(client, 'ready')
  // A host that goes away later is an event of the client too; each test looks at what it waits for.
  client.on('error', () => undefined)
  client.connect({ sock: sock as never, username: 'ec2-user', privateKey: userKey.privateKey, ...options })
  await ready
  return client
}

export interface Ran {
  readonly stdout: Buffer
  readonly out: string
  readonly err: string
  readonly code: number | undefined
  readonly signal: string | undefined
}

export function run(client: Client, line: string, stdin?: string | Uint8Array): Promise<Ran> {
  return new Promise((resolve, reject) => {
    client.exec(line, (error, channel) => {
      if (error) return reject(error)
      const out: Buffer[] = []
      const err: Buffer[] = []
      let code: number | undefined
      let signal: string | undefined
      channel.on('data', (chunk: Buffer) => out.push(chunk))
      channel.stderr.on('data', (chunk: Buffer) => err.push(chunk))
      channel.on('exit', (status: number | null, name?: string) => {
        code = status ?? undefined
        signal = name
      })
      channel.on('close', () => {
        const stdout = Buffer.concat(out)
        resolve({ stdout, out: stdout.toString(), err: Buffer.concat(err).toString(), code, signal })
      })
      channel.end(stdin)
    })
  })
}

export const openSftp = (client: Client): Promise<SFTPWrapper> =>
  new Promise((resolve, reject) => client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))))

/** A callback of the SFTP client as a promise. */
export const done = <T = void>(
  call: (callback: (error: Error | null | undefined, value?: T) => void) => void,
): Promise<T> =>
  new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value as T))))

/** The host key that a machine offers, as an OpenSSH public key line. */
export async function offeredHostKey(machine: Machine, options: ConnectConfig = {}): Promise<string> {
  let offered = ''
  const hostVerifier = (key: Buffer) => {
    offered = `ssh-ed25519 ${key.toString('base64')}`
    return true
  }
  const client = await logIn(machine, { ...options, hostVerifier })
  client.end()
  return offered
}
