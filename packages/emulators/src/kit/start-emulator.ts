import type { Duplex } from 'node:stream'
import { checkEmulatorOptions } from '../checks/centre-options.ts'
import { createFaults, type FaultKind, type Faults } from '../faults.ts'
import { exchange } from '../http/exchange.ts'
import { createRequestLog, type LoggedRequest } from '../http/request-log.ts'
import { serveHttp } from '../http/server.ts'
import { gatewaySocket, type SocketTarget } from '../machines/gateway-socket.ts'
import { type CentreOptions, openCentre } from '../open-centre.ts'
import { createRandom } from '../random.ts'
import { closing, type Releases } from '../releases.ts'
import { openSshAccess } from '../ssh-access.ts'
import type { Api } from './api.ts'
import { apiFront } from './api-front.ts'
import { type DataCentre, dataCentre } from './data-centre.ts'

export interface EmulatorOptions extends CentreOptions {
  /** What each request waits before it is answered. Default 0. */
  readonly latencyMs?: number | undefined
  /** Of the endpoint, on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
}

export interface Emulator extends AsyncDisposable {
  /** Scheme, host and port of the API, on loopback. */
  readonly endpoint: string
  /** Spread into `ssh({ user, ...emulator.ssh })` of `@cloud/ssh`: opens a stream to a machine's port. */
  readonly ssh: { readonly socket: (to: SocketTarget) => Promise<Duplex> }
  /** The path of a configuration for `ssh -F`; the file is written when this is first read, and goes with the emulator. */
  readonly sshConfig: string
  /** An HTTP proxy that knows CONNECT and leads to the machines' addresses. */
  readonly gateway: { readonly host: string; readonly port: number }
  /** Of every kind but `errored` and `late-error`, which are about APIs that tell of a failure after their answer. */
  readonly faults: Faults
  /** The last 10,000 requests, oldest first; grows as requests come. */
  readonly requests: readonly LoggedRequest[]
  /** Ends every machine and connection. May be called again. */
  readonly close: () => Promise<void>
}

/**
 * Serves an API of one's own on a loopback port of this computer, in front of a data centre of its own, and resolves when it answers.
 * Until `close` its servers keep the process alive. Rejects with a `TypeError` for options that it does not have and for a route that
 * is none, and with the code `EADDRINUSE` for a port that is taken.
 */
export async function startEmulator(
  createApi: (centre: DataCentre) => Api,
  options: EmulatorOptions = {},
): Promise<Emulator> {
  checkEmulatorOptions(options)
  const centre = openCentre(options, 1)
  const releases: Releases = [centre.close]
  const close = closing(releases)
  try {
    const api = createApi(dataCentre(centre))
    const front = apiFront(api)
    const faults = faultsOf(api, options)
    const log = createRequestLog()
    const gateway = await openSshAccess(centre, releases)
    const steps = { clock: centre.clock, latencyMs: options.latencyMs ?? 0, faults, log }
    const server = await serveHttp(exchange(front, steps), options.port)
    releases.push(server.close)
    return {
      endpoint: server.endpoint,
      ssh: { socket: gatewaySocket(gateway) },
      get sshConfig() {
        return gateway.configFile()
      },
      gateway: { host: gateway.host, port: gateway.port },
      faults: { add: faults.add, clear: faults.clear },
      requests: log.entries,
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const foreign: readonly FaultKind[] = ['errored', 'late-error']

function faultsOf({ operations }: Api, { seed }: EmulatorOptions) {
  const plan = createFaults(createRandom(seed), Object.keys(operations))
  return {
    ...plan,
    add: (fault: Parameters<Faults['add']>[0]) => {
      if (foreign.includes(fault.kind))
        throw new TypeError(`An emulator of one's own has no fault ${fault.kind}`)
      return plan.add(fault)
    },
  }
}
