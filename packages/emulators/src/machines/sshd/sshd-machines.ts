import type { Machine, MachineRoom } from '../machine.ts'
import { sshdUnavailable } from './availability.ts'
import { sshdMachine } from './sshd-machine.ts'

/**
 * Machines that are OpenSSH in Linux namespaces: a real shell, real users and processes, output as it is written. They need root on
 * Linux and OpenSSH's server; `sshdUnavailable()` says what is missing, and this throws the same. Each machine's disk is a layer over
 * this computer's own files: it sees what this computer has installed, nothing it writes remains, and its network is this computer's.
 */
export function sshdMachines(): MachineRoom {
  const reason = sshdUnavailable()
  if (reason !== undefined) throw new Error(reason)
  const machines = new Set<Machine>()
  return {
    make: (options) => {
      const machine = sshdMachine(options, () => machines.delete(machine))
      machines.add(machine)
      return machine
    },
    close: async () => {
      await Promise.all([...machines].map((machine) => machine.destroy()))
    },
  }
}
