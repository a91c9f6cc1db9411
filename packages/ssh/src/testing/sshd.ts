import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'

export type KeyType = 'ed25519' | 'ecdsa' | 'rsa'

export interface Sshd {
  readonly port: number
  readonly user: string
  readonly folder: string
  /** What it logged so far. */
  readonly log: () => string
  readonly close: () => Promise<void>
}

/** The path of a program; empty where it is not installed. sshd is often outside of a user's PATH. */
export function has(program: string): string {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? ''
}

/** Where Debian has the SFTP server that can tell what it does. */
export const sftpServer = '/usr/lib/openssh/sftp-server'

/** Why there is no OpenSSH to test on here; empty where there is. */
export const noSshd: string =
  process.platform !== 'linux'
    ? 'not run: needs Linux'
    : process.getuid?.() !== 0
      ? 'not run: needs root'
      : !has('sshd') || !has('ssh-keygen') || !existsSync(sftpServer)
        ? "not run: needs Debian's openssh-server"
        : ''

/** A private key file of OpenSSH's own making, and its public line. */
export function keygen(
  folder: string,
  name: string,
  type: KeyType,
  ...options: string[]
): { readonly file: string } {
  const file = join(folder, name)
  execFileSync(has('ssh-keygen'), ['-q', '-t', type, '-N', '', '-f', file, ...options])
  return { file }
}

export interface SshdOptions {
  readonly hostKeyType?: KeyType
  readonly authorized?: readonly string[]
  readonly set?: readonly string[]
  /** The command of the SFTP subsystem; empty for none. */
  readonly sftp?: string
}

/** OpenSSH's own server on a free loopback port, its keys and settings in a folder of its own. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-sshd-'))
  // The folder that sshd gives up its rights in; Debian's service makes it.
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const port = await freePort()
  const settings = settingsIn(folder, options).flatMap((one) => ['-o', one])
  const child = spawn(has('sshd'), ['-D', '-e', '-f', '/dev/null', '-p', String(port), ...settings], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  const listening = Promise.withResolvers<void>()
  child.stderr.on('data', (bytes: Buffer) => {
    log += bytes.toString()
    if (log.includes('Server listening')) listening.resolve()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  ended.then(() => listening.reject(new Error(`sshd ended: ${log}`)))
  const close = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  await listening.promise.catch(async (error: unknown) => {
    await close()
    throw error
  })
  return { port, user: userInfo().username, folder, log: () => log, close }
}

function settingsIn(folder: string, options: SshdOptions): string[] {
  const { hostKeyType = 'ed25519', authorized = [], set = [], sftp = 'internal-sftp' } = options
  const { file: hostKey } = keygen(folder, 'host', hostKeyType)
  const keys = join(folder, 'authorized_keys')
  writeFileSync(keys, authorized.map((line) => `${line}\n`).join(''), { mode: 0o600 })
  return [
    'ListenAddress=127.0.0.1',
    `HostKey=${hostKey}`,
    `AuthorizedKeysFile=${keys}`,
    ...(sftp === '' ? [] : [`Subsystem=sftp ${sftp}`]),
    'StrictModes=no',
    'PidFile=none',
    'UsePAM=no',
    'LogLevel=VERBOSE',
    ...set,
  ]
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
