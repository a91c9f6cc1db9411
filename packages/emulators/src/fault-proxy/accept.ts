import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type SecureContext, TLSSocket } from 'node:tls'
import type { Identities } from './certificates.ts'
import { reset } from './connection.ts'
import type { WireFault } from './wire-fault.ts'

/** A fatal `handshake_failure`, as a record of TLS 1.2, which those of 1.3 read too at this point. */
const alert = Buffer.from([21, 3, 3, 0, 2, 2, 40])

/**
 * Takes a new connection, as a fault says that strikes before any request. Returns what its requests come by, through TLS where there
 * are `identities`; undefined where none will come.
 */
export function accept(
  socket: Socket,
  fault: WireFault | undefined,
  identities: Identities | undefined,
): Duplex | undefined {
  if (fault?.kind === 'reset-before-request') {
    reset(socket)
    return undefined
  }
  if (fault?.kind === 'handshake-alert') {
    socket.once('data', () => socket.end(alert))
    return undefined
  }
  if (!identities) return socket
  return new TLSSocket(socket, { isServer: true, secureContext: identity(identities, fault) })
}

function identity({ right, wrong }: Identities, fault: WireFault | undefined): SecureContext {
  const kind = fault?.kind
  const isWrong = kind === 'wrong-certificate' || kind === 'expired-certificate' || kind === 'wrong-name'
  return isWrong ? wrong[kind] : right
}
