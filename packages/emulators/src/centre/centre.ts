import type { Clock } from '../clock.ts'
import type { Machine, MachineRoom } from '../machines/machine.ts'
import type { Random } from '../random.ts'
import { type AddressPool, privateAddresses, publicAddresses } from './addresses.ts'
import { createServers, type Server, type Servers } from './servers.ts'
import { createTagStore, type TagStore } from './tags.ts'
import type { Times } from './times.ts'

/** The simulated data centre: what exists, whichever protocol asked for it. Fronts keep their own wire's details beside it. */
export interface Centre {
  readonly clock: Clock
  readonly times: Times
  readonly random: Random
  readonly servers: Servers
  readonly tags: TagStore
  /** One pool of private addresses for each zone, by the zone's place. */
  readonly privateAddresses: readonly AddressPool[]
  /** Calls `run` when a server is terminated and when it is no longer shown. */
  readonly onGone: (run: (server: Server, gone: 'terminated' | 'forgotten') => void) => void
  /** The machine that an address leads to, while its node is on. */
  readonly machineAt: (host: string) => Machine | undefined
  readonly close: () => Promise<void>
}

export interface CentreOptions {
  readonly clock: Clock
  readonly times: Times
  readonly random: Random
  readonly room: MachineRoom
  readonly zones: number
}

export function createCentre({ clock, times, random, room, zones }: CentreOptions): Centre {
  const tags = createTagStore()
  const listeners: ((server: Server, gone: 'terminated' | 'forgotten') => void)[] = []
  const servers = createServers({
    clock,
    times,
    room,
    publicAddresses: publicAddresses(),
    onGone: (server, gone) => {
      for (const listener of listeners) listener(server, gone)
      if (gone === 'forgotten') tags.forget(server.id)
    },
  })
  return {
    clock,
    times,
    random,
    servers,
    tags,
    privateAddresses: Array.from({ length: zones }, (_, zone) => privateAddresses(zone)),
    onGone: (run) => {
      listeners.push(run)
    },
    machineAt: (host) =>
      servers
        .list()
        .find(
          ({ state, publicAddress, privateAddress }) =>
            state === 'running' && (publicAddress === host || privateAddress === host),
        )?.machine,
    close: async () => {
      await servers.close()
      await room.close()
    },
  }
}
