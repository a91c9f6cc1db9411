import type { Clock } from '../clock.ts'
import type { Machine, MachineOptions, MachineRoom } from '../machines/machine.ts'
import type { AddressPool } from './addresses.ts'
import { enter, enterLater, powerOff, powerOn, type Slot, switchPower } from './power.ts'
import { loseAddress, reserveAddress, unreserveAddress } from './public-address.ts'
import type { Times } from './times.ts'

export type ServerState = 'pending' | 'running' | 'stopping' | 'stopped' | 'terminating' | 'terminated'

/** A machine of the data centre with its power state, whatever a cloud calls it. Only this folder writes to it. */
export interface Server {
  readonly id: string
  readonly createdAt: number
  /** It has a public address while it is on. */
  readonly takesAddress: boolean
  /** Its public address stays while it is stopped. */
  readonly keepsAddress: boolean
  machine: Machine
  state: ServerState
  /** When it entered its state. */
  since: number
  /** When it was last started. */
  startedAt: number
  /** Port 22 answers. */
  booted: boolean
  publicAddress: string | undefined
  /** Its public address was reserved by somebody, who gives it back. */
  addressReserved: boolean
  privateAddress: string | undefined
  /** Further addresses that lead to it, such as an IPv6 or a reserved one: whoever adds one takes it away again. */
  readonly otherAddresses: Set<string>
  /** What went wrong inside the simulation the last time the machine was switched. */
  problem: Error | undefined
}

interface ServerOptions extends Omit<MachineOptions, 'addresses'> {
  readonly privateAddress: string
  readonly publicAddress: boolean
  readonly keepsAddress?: boolean | undefined
}

/** Changes of state begin at once and end after the time that `Times` gives them. Whether one is allowed is the caller's to judge. */
export interface Servers {
  readonly launch: (options: ServerOptions) => Server
  readonly start: (server: Server) => void
  readonly stop: (server: Server) => void
  readonly reboot: (server: Server) => void
  /** Off, then on again with a new machine and disk in the place of the old, which are lost. */
  readonly rebuild: (server: Server, machine: Omit<MachineOptions, 'id' | 'addresses'>) => void
  /** The same of one that is off, and stays so. */
  readonly replaceMachine: (server: Server, machine: Omit<MachineOptions, 'id' | 'addresses'>) => void
  readonly terminate: (server: Server) => void
  /** Makes an address that was taken from the pool the server's public one; `unreserve` undoes that. */
  readonly reserve: (server: Server, address: string) => void
  readonly unreserve: (server: Server) => void
  /** Everything that is still shown, in order of creation. */
  readonly list: () => readonly Server[]
  readonly close: () => Promise<void>
}

export interface ServersOptions {
  readonly clock: Clock
  readonly times: Times
  readonly room: MachineRoom
  readonly publicAddresses: AddressPool
  /** Called when a server is terminated and when it is no longer shown. */
  readonly onGone: (server: Server, gone: 'terminated' | 'forgotten') => void
}

export function createServers(options: ServersOptions): Servers {
  const { clock, publicAddresses } = options
  const slots = new Map<string, Slot>()
  const slotOf = ({ id }: Server): Slot => {
    const slot = slots.get(id)
    if (!slot) throw new Error(`Server ${id} is not of this data centre`)
    return slot
  }
  return {
    launch: (launch) => {
      const server = newServer(launch, options)
      const slot: Slot = { server, cancel: () => {}, power: Promise.resolve(), switches: 0 }
      slots.set(server.id, slot)
      enterLater(slot, clock, 'running', options.times.pendingMs, () => powerOn(slot))
      return server
    },
    start: (server) => {
      server.startedAt = clock.now()
      if (server.takesAddress) server.publicAddress ??= publicAddresses.take()
      start(slotOf(server), options)
    },
    stop: (server) => stop(slotOf(server), options),
    reboot: (server) => reboot(slotOf(server), options),
    rebuild: (server, machine) => rebuild(slotOf(server), machine, options),
    replaceMachine: (server, machine) => replaceMachine(slotOf(server), machine, options),
    terminate: (server) => terminate(slotOf(server), options),
    reserve: (server, address) => reserveAddress(server, address, publicAddresses),
    unreserve: (server) => unreserveAddress(server, publicAddresses),
    list: () => {
      forgetOld(slots, options)
      return [...slots.values()].map(({ server }) => server)
    },
    close: async () => {
      for (const slot of slots.values()) slot.cancel()
      await Promise.allSettled([...slots.values()].map(({ server }) => server.machine.destroy()))
    },
  }
}

function newServer(launch: ServerOptions, { clock, room, publicAddresses }: ServersOptions): Server {
  const { privateAddress, publicAddress, keepsAddress = false, ...machine } = launch
  const address = publicAddress ? publicAddresses.take() : undefined
  const now = clock.now()
  return {
    id: launch.id,
    createdAt: now,
    takesAddress: publicAddress,
    keepsAddress,
    machine: room.make({ ...machine, addresses: address ? [privateAddress, address] : [privateAddress] }),
    state: 'pending',
    since: now,
    startedAt: now,
    booted: false,
    publicAddress: address,
    addressReserved: false,
    privateAddress,
    otherAddresses: new Set(),
    problem: undefined,
  }
}

function start(slot: Slot, { clock, times }: ServersOptions): void {
  enter(slot, clock, 'pending')
  enterLater(slot, clock, 'running', times.pendingMs, () => powerOn(slot))
}

function stop(slot: Slot, { clock, times, publicAddresses }: ServersOptions): void {
  enter(slot, clock, 'stopping')
  powerOff(slot)
  enterLater(slot, clock, 'stopped', times.stoppingMs, () => {
    const { server } = slot
    if (!server.keepsAddress && !server.addressReserved) loseAddress(server, publicAddresses)
  })
}

/** Its state stays: a cloud that is asked says that the machine runs. */
function reboot(slot: Slot, { clock, times }: ServersOptions): void {
  powerOff(slot)
  slot.cancel()
  slot.cancel = clock.after(times.rebootMs, () => powerOn(slot))
}

function rebuild(
  slot: Slot,
  machine: Omit<MachineOptions, 'id' | 'addresses'>,
  options: ServersOptions,
): void {
  const { clock, times } = options
  enter(slot, clock, 'pending')
  powerOff(slot)
  replaceMachine(slot, machine, options)
  enterLater(slot, clock, 'running', times.pendingMs, () => powerOn(slot))
}

function replaceMachine(
  slot: Slot,
  machine: Omit<MachineOptions, 'id' | 'addresses'>,
  { room }: ServersOptions,
): void {
  const { server } = slot
  switchPower(slot, server.machine.destroy)
  const addresses = [server.privateAddress, server.publicAddress].flatMap((address) => address ?? [])
  server.machine = room.make({ ...machine, id: server.id, addresses })
}

function terminate(slot: Slot, { clock, times, publicAddresses, onGone }: ServersOptions): void {
  const { server } = slot
  enter(slot, clock, 'terminating')
  server.booted = false
  void server.machine.destroy().catch((error: Error) => {
    server.problem = error
  })
  enterLater(slot, clock, 'terminated', times.terminatingMs, () => {
    loseAddress(server, publicAddresses)
    onGone(server, 'terminated')
    server.privateAddress = undefined
  })
}

function forgetOld(slots: Map<string, Slot>, { clock, times, onGone }: ServersOptions): void {
  for (const [id, { server }] of slots) {
    if (server.state !== 'terminated' || clock.now() - server.since < times.terminatedShownMs) continue
    slots.delete(id)
    onGone(server, 'forgotten')
  }
}
