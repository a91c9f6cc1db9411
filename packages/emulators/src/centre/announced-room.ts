import type { Machine, MachineRoom } from '../machines/machine.ts'

/** The same machines, which tell when one has booted and when one goes: from then on other host keys answer than before. */
export function announcedRoom(room: MachineRoom, changed: () => void): MachineRoom {
  const announced = (machine: Machine): Machine => ({
    ...machine,
    boot: async () => {
      await machine.boot()
      changed()
    },
    destroy: async () => {
      changed()
      await machine.destroy()
    },
  })
  return { make: (options) => announced(room.make(options)), close: room.close }
}
