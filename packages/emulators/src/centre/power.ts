import type { Clock } from '../clock.ts'
import type { Server, ServerState } from './servers.ts'

/** A server with what only its own changes need. */
export interface Slot {
  readonly server: Server
  /** Ends the change of state that is under way. */
  cancel: () => void
  /** The power operations of the machine, one after the other: a start waits for the stop before it. */
  power: Promise<void>
  /** How often the machine was switched: what an older switch finds out says nothing any more. */
  switches: number
}

export function enter(slot: Slot, clock: Clock, state: ServerState): void {
  slot.cancel()
  slot.server.state = state
  slot.server.since = clock.now()
}

export function enterLater(slot: Slot, clock: Clock, state: ServerState, ms: number, then: () => void): void {
  slot.cancel = clock.after(ms, () => {
    enter(slot, clock, state)
    then()
  })
}

/** The state does not wait for the machine, so that time alone decides it; `booted` tells when the machine answers. */
export function powerOn(slot: Slot): void {
  const { server } = slot
  const own = slot.switches + 1
  switchPower(slot, async () => {
    await server.machine.boot()
    if (slot.switches === own) server.booted = server.state === 'running'
  })
}

export function powerOff(slot: Slot): void {
  slot.server.booted = false
  switchPower(slot, slot.server.machine.shutDown)
}

/** Runs when the operations before it have ended. */
export function switchPower(slot: Slot, operation: () => Promise<void>): void {
  const { server } = slot
  slot.switches += 1
  slot.power = slot.power.then(operation).catch((error: Error) => {
    // A machine that is destroyed while it boots has nothing to complain of.
    if (server.state !== 'terminating' && server.state !== 'terminated') server.problem = error
  })
}
