import type { Centre } from '../centre/centre.ts'
import type { ServerState } from '../centre/servers.ts'
import type { Times } from '../centre/times.ts'
import type { Clock } from '../clock.ts'
import type { Machine, OperatingSystem } from '../machines/machine.ts'
import type { Random } from '../random.ts'

/** A machine of the data centre. What it tells is true at the moment that it is read. */
export interface Server {
  readonly id: string
  /** Milliseconds since 1970, as `since`. */
  readonly createdAt: number
  readonly state: ServerState
  /** When it entered its state. */
  readonly since: number
  /** Port 22 answers. */
  readonly booted: boolean
  readonly publicAddress: string | undefined
  readonly privateAddress: string | undefined
  readonly machine: Pick<Machine, 'hostKeys' | 'console'>
  /** What went wrong inside the simulation the last time the machine was switched. */
  readonly problem: Error | undefined
}

export interface LaunchOptions {
  /** In the form of the API's own ids. Throws for one that a machine of this data centre has had. */
  readonly id: string
  readonly hostname: string
  readonly os: OperatingSystem
  /** OpenSSH public key lines, for the user of `os`. */
  readonly authorizedKeys?: readonly string[] | undefined
  /** For the machine's cloud-init: cloud-config, a script or several of them. */
  readonly userData?: Uint8Array | undefined
  /** Whether its public address stays while it is stopped. Default false: it gets another one. */
  readonly keepsAddress?: boolean | undefined
}

/**
 * Machines that take time, answer SSH and have addresses. A change begins at once and ends after what `times` gives it; whether it is
 * allowed is the emulator's to judge, by the server's state.
 */
export interface DataCentre {
  /** The time of the cloud, and of everything in it. */
  readonly clock: Clock
  readonly times: Times
  /** For ids: the same in each run with a `seed`. */
  readonly random: Random
  /** A machine that is `pending`, then `running`, with a public and a private address; port 22 answers when it has booted. */
  readonly launch: (options: LaunchOptions) => Server
  readonly start: (server: Server) => void
  readonly stop: (server: Server) => void
  /** Its state stays `running`. */
  readonly reboot: (server: Server) => void
  /** Its addresses are others' once it is `terminated`. */
  readonly terminate: (server: Server) => void
}

export function dataCentre(centre: Centre): DataCentre {
  const { clock, times, random, servers, privateAddresses } = centre
  const [addresses] = privateAddresses
  if (!addresses) throw new Error('A data centre has a zone')
  const known = new Map<string, ReturnType<typeof servers.launch>>()
  centre.onGone((server, gone) => {
    if (gone === 'terminated' && server.privateAddress) addresses.giveBack(server.privateAddress)
  })
  const own = ({ id }: Server) => {
    const server = known.get(id)
    if (!server) throw new Error(`Server ${id} is not of this data centre`)
    return server
  }
  return {
    clock,
    times,
    random,
    launch: ({ id, hostname, os, authorizedKeys = [], userData, keepsAddress }) => {
      if (known.has(id)) throw new Error(`There has been a server ${id}`)
      const server = servers.launch({
        id,
        hostname,
        os,
        authorizedKeys,
        userData,
        keepsAddress,
        privateAddress: addresses.take(),
        publicAddress: true,
      })
      known.set(id, server)
      return server
    },
    start: (server) => servers.start(own(server)),
    stop: (server) => servers.stop(own(server)),
    reboot: (server) => servers.reboot(own(server)),
    terminate: (server) => servers.terminate(own(server)),
  }
}
