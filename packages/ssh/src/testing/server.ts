import { createHash } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import type { Node } from '@cloud/core'
import ssh2, { type AuthContext, type Connection, type ServerChannel, type ServerConfig } from 'ssh2'
import { generateKeyPair, type SshKeyPair } from '../openssh-key.ts'
import { serveFiles } from './files.ts'

export interface ServerOptions {
  readonly hostKeys?: readonly SshKeyPair[]
  /** Public lines that may log in. */
  readonly authorized?: readonly string[]
  readonly password?: string
  /** Takes the place of the two above. */
  readonly authenticate?: (context: AuthContext) => void
  readonly exec?: (line: string, channel: ServerChannel, connection: Connection) => void
  readonly config?: Partial<ServerConfig>
  readonly port?: number
  /** As servers before 2016: does not tell which signatures it takes, which means SHA-1 to ssh2. */
  readonly tellsNoSignatures?: boolean
}

export interface TestServer {
  readonly port: number
  readonly hostKey: string
  readonly fingerprint: string
  /** What was tried to log in, in order; passwords with their text. */
  readonly logins: string[]
  readonly files: Map<string, { content: Buffer; mode: number }>
  /** SFTP requests in order. */
  readonly requests: string[]
  readonly sockets: Set<Socket>
  readonly node: (id?: string) => Node
  readonly close: () => Promise<void>
}

/** A machine for tests: ssh2's server on a free loopback port, its files in memory. */
export async function testServer(options: ServerOptions = {}): Promise<TestServer> {
  const hostKeys = options.hostKeys ?? [generateKeyPair()]
  const logins: string[] = []
  const requests: string[] = []
  const files: TestServer['files'] = new Map()
  const sockets = new Set<Socket>()
  const server = new ssh2.Server({
    hostKeys: hostKeys.map((pair) => pair.privateKey.reveal()),
    ...options.config,
  })
  server.on('connection', (connection) => {
    const socket = Reflect.get(connection, '_sock') as Socket
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(connection, options, { logins, files, requests })
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  const hostKey = hostKeys[0]?.publicKey ?? ''
  return {
    port,
    hostKey,
    fingerprint: fingerprintOf(hostKey),
    logins,
    files,
    requests,
    sockets,
    node: (id = 'node-1') => testNode(id),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** ssh2 has no option for it: keeps its flag that the client asked for the extension message at false. */
function withoutExtensions(connection: Connection): void {
  const protocol = Reflect.get(connection, '_protocol') as object
  let exchange: unknown
  Object.defineProperty(protocol, '_kex', {
    get: () => exchange,
    set: (value: unknown) => {
      exchange = value
      if (typeof value === 'object' && value !== null)
        Object.defineProperty(value, 'remoteExtInfoEnabled', { get: () => false, set: () => {} })
    },
  })
}

const signed = (context: AuthContext): string =>
  context.method === 'publickey' ? (context.signature ? ' signed' : ' asked') : ''

function serve(
  connection: Connection,
  options: ServerOptions,
  { logins, files, requests }: Pick<TestServer, 'logins' | 'files' | 'requests'>,
): void {
  if (options.tellsNoSignatures) withoutExtensions(connection)
  connection.on('error', () => {})
  connection.on('authentication', (context) => {
    const { method } = context
    logins.push(method === 'password' ? `password ${context.password}` : `${method}${signed(context)}`)
    if (options.authenticate) options.authenticate(context)
    else authenticate(context, options)
  })
  connection.on('session', (accept) => {
    const session = accept()
    session.on('exec', (acceptExec, _reject, info) => options.exec?.(info.command, acceptExec(), connection))
    session.on('sftp', (acceptSftp) => serveFiles(acceptSftp(), files, requests))
  })
}

function authenticate(context: AuthContext, options: ServerOptions): void {
  const { authorized = [], password } = options
  if (mayIn(context, authorized, password)) context.accept()
  else
    context.reject([
      ...(authorized.length > 0 ? (['publickey'] as const) : []),
      ...(password === undefined ? [] : (['password'] as const)),
    ])
}

function mayIn(context: AuthContext, authorized: readonly string[], password: string | undefined): boolean {
  if (context.method === 'password') return password !== undefined && context.password === password
  if (context.method !== 'publickey') return false
  const { key, signature, blob, hashAlgo } = context
  const known = authorized.find((line) => line.split(' ')[1] === key.data.toString('base64'))
  const parsed = known === undefined ? undefined : ssh2.utils.parseKey(known)
  if (parsed === undefined || parsed instanceof Error) return false
  return !signature || !blob || parsed.verify(blob, signature, hashAlgo)
}

export function fingerprintOf(line: string): string {
  const digest = createHash('sha256').update(Buffer.from(line.split(' ')[1] ?? '', 'base64'))
  return `SHA256:${digest.digest('base64').replace('=', '')}`
}

export function testNode(id: string, publicIps: readonly string[] = ['127.0.0.1']): Node {
  return { kind: 'node', id, name: id, state: 'running', publicIps, privateIps: [], tags: {}, native: {} }
}
