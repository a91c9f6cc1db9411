import type { Duplex } from 'node:stream'
import ssh2, { type Connection } from 'ssh2'
import { serveFiles } from './sftp-session.ts'
import { authenticate } from './ssh-authentication.ts'
import { serveCommands } from './ssh-session.ts'
import { streamPair } from './stream-pair.ts'
import type { RemoteComputer } from './worker-pool.ts'

/** A machine's sshd: connections are byte streams made here, so that it needs no port. */
export interface SshServer {
  readonly connect: () => Duplex
  /** What connections that are made from now on are shown. */
  readonly useHostKeys: (hostKeys: readonly string[]) => void
  /** Ends every connection. */
  readonly close: () => void
}

export interface SshServerOptions {
  readonly hostKeys: readonly string[]
  readonly address: string
  /** The machine's computer, which is made when the first user logs in. */
  readonly computer: () => RemoteComputer
}

export function sshServer(options: SshServerOptions): SshServer {
  const connections = new Set<Connection>()
  const streams = new Set<Duplex>()
  const serverWith = (hostKeys: readonly string[]) =>
    new ssh2.Server({ hostKeys: [...hostKeys], ident: 'OpenSSH_9.6 emulated' }, (connection) => {
      connections.add(connection)
      connection.on('error', () => connection.end())
      connection.on('close', () => connections.delete(connection))
      serveConnection(connection, options)
    })
  let server = serverWith(options.hostKeys)
  return {
    useHostKeys: (hostKeys) => {
      server = serverWith(hostKeys)
    },
    connect: () => {
      const [near, far] = streamPair()
      for (const stream of [near, far]) {
        streams.add(stream)
        stream.on('error', () => stream.destroy())
        stream.on('close', () => streams.delete(stream))
      }
      server.injectSocket(asSocket(far))
      return near
    },
    close: () => {
      for (const connection of connections) connection.end()
      for (const stream of streams) stream.destroy()
    },
  }
}

/** ssh2 asks its socket for these, which a plain stream lacks. */
type InjectedSocket = Parameters<ssh2.Server['injectSocket']>[0]
const asSocket = (stream: Duplex): InjectedSocket =>
  Object.assign(stream, {
    setNoDelay: () => stream,
    setKeepAlive: () => stream,
    setTimeout: () => stream,
    remoteAddress: '192.0.2.254',
    remoteFamily: 'IPv4',
    remotePort: 50022,
  }) as unknown as InjectedSocket

function serveConnection(connection: Connection, options: SshServerOptions): void {
  let user = ''
  connection.on('authentication', (context) => {
    user = context.username
    if (context.method === 'none') {
      context.reject(['publickey', 'password'])
      return
    }
    authenticate(context, options.computer()).catch(() => context.reject(['publickey']))
  })
  connection.on('ready', () => {
    connection.on('session', (accept) => {
      const session = accept()
      const env = {
        SSH_CONNECTION: `192.0.2.254 50022 ${options.address} 22`,
        SSH_CLIENT: '192.0.2.254 50022 22',
      }
      serveCommands(session, { user, env, computer: options.computer(), connection })
      session.on('sftp', (acceptFiles) => serveFiles(acceptFiles(), user, options.computer()))
    })
  })
}
