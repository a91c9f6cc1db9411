import { type Balancing, createBalancing } from '../balancing/balancing.ts'
import { type Clock, endingClock } from '../clock.ts'
import type { Machine, MachineRoom } from '../machines/machine.ts'
import type { Random } from '../random.ts'
import {
  type AddressPool,
  privateAddresses,
  publicAddresses,
  publicV6Addresses,
  type RangePool,
} from './addresses.ts'
import { announcedRoom } from './announced-room.ts'
import { createServers, type Server, type Servers } from './servers.ts'
import { createTagStore, type TagStore } from './tags.ts'
import type { Times } from './times.ts'

/** The simulated data centre: what exists, whichever protocol asked for it. Fronts keep their own wire's details beside it. */
export interface Centre {
  /** Ends with the data centre: what was to happen later does not happen. */
  readonly clock: Clock
  readonly times: Times
  readonly random: Random
  readonly servers: Servers
  readonly tags: TagStore
  /** For what needs an address without a server: servers take theirs themselves. */
  readonly publicAddresses: AddressPool
  readonly publicV6Addresses: AddressPool
  /** One pool of private addresses for each zone, by the zone's place. */
  readonly privateAddresses: readonly RangePool[]
  /** Calls `run` when a server is terminated and when it is no longer shown. */
  readonly onGone: (run: (server: Server, gone: 'terminated' | 'forgotten') => void) => void
  /** Calls `run` when a machine has booted or goes: at some address another host key answers than before, or none. */
  readonly onHostsChanged: (run: () => void) => void
  /** The machine that an address leads to, while its node is on. */
  readonly machineAt: (host: string) => Machine | undefined
  /** What the load balancers of every cloud do. */
  readonly balancing: Balancing
  readonly close: () => Promise<void>
}

export interface CentreOptions {
  readonly clock: Clock
  readonly times: Times
  readonly random: Random
  readonly room: MachineRoom
  readonly zones: number
}

export function createCentre({ times, random, room, zones, ...options }: CentreOptions): Centre {
  const clock = endingClock(options.clock)
  const tags = createTagStore()
  const gone = listeners<[server: Server, gone: 'terminated' | 'forgotten']>()
  const hostsChanged = listeners<[]>()
  const pool = publicAddresses()
  const balancing = createBalancing(clock)
  const servers = createServers({
    clock,
    times,
    room: announcedRoom(room, hostsChanged.tell),
    publicAddresses: pool,
    onGone: (server, how) => {
      gone.tell(server, how)
      if (how === 'forgotten') tags.forget(server.id)
    },
  })
  return {
    clock,
    times,
    random,
    servers,
    tags,
    publicAddresses: pool,
    publicV6Addresses: publicV6Addresses(),
    privateAddresses: Array.from({ length: zones }, (_, zone) => privateAddresses(zone)),
    onGone: gone.add,
    onHostsChanged: hostsChanged.add,
    machineAt: (host) =>
      servers.list().find((server) => server.state === 'running' && leadsTo(server, host))?.machine,
    balancing,
    close: async () => {
      clock.end()
      await balancing.close()
      await servers.close()
      await room.close()
    },
  }
}

const leadsTo = ({ publicAddress, privateAddress, otherAddresses }: Server, host: string): boolean =>
  publicAddress === host || privateAddress === host || otherAddresses.has(host)

/** Those who want to be told of something, in the order that they asked. */
function listeners<A extends readonly unknown[]>() {
  const runs: ((...args: A) => void)[] = []
  return {
    add: (run: (...args: A) => void): void => {
      runs.push(run)
    },
    tell: (...args: A): void => {
      for (const run of runs) run(...args)
    },
  }
}
