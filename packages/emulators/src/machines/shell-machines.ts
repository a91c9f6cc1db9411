import type { Machine, MachineOptions, MachineRoom } from './machine.ts'
import { shellMachine } from './shell-machine.ts'
import { workerPool } from './worker-pool.ts'

export interface ShellMachinesOptions {
  /** Threads that the machines' shells share. Machines on the same thread wait for one another; 2 where nothing is said. */
  readonly workers?: number | undefined
}

/**
 * Machines that need nothing of the computer they run on: a real SSH server in front of an emulated shell and disk, in a few
 * threads. Nothing on the computer is touched, and a machine costs a thread nothing before its user data or first login needs it.
 */
export function shellMachines(options: ShellMachinesOptions = {}): MachineRoom {
  const pool = workerPool(options.workers ?? 2)
  const machines = new Set<Machine>()
  return {
    make: (machineOptions: MachineOptions) => {
      const machine = shellMachine(machineOptions, pool, () => machines.delete(machine))
      machines.add(machine)
      return machine
    },
    close: async () => {
      await Promise.all([...machines].map((machine) => machine.destroy()))
      await pool.close()
    },
  }
}
