import type { Droplet } from './droplet.ts'
import { statusOf } from './droplet.ts'
import type { Plan } from './droplet-actions.ts'
import { unprocessable } from './refusal.ts'

export function needStatus(droplet: Droplet, wanted: 'active' | 'off', message: string): void {
  if (statusOf(droplet) !== wanted) throw unprocessable(message)
}

const off: Plan = ({ centre }, droplet) => {
  needStatus(droplet, 'active', 'Droplet is already powered off.')
  return { ms: centre.times.stoppingMs, start: () => centre.servers.stop(droplet.server) }
}

const restart: Plan = ({ centre }, droplet) => {
  needStatus(droplet, 'active', 'Droplet is not powered on.')
  return { ms: centre.times.rebootMs, start: () => centre.servers.reboot(droplet.server) }
}

export const powerChanges: Readonly<Record<string, Plan>> = {
  power_off: off,
  // Machines here always heed a shutdown; a real one may not.
  shutdown: off,
  reboot: restart,
  power_cycle: restart,
  // The new password goes to the owner by mail; the machine is restarted for it.
  password_reset: restart,
  power_on: ({ centre }, droplet) => {
    needStatus(droplet, 'off', 'Droplet is already powered on.')
    return { ms: centre.times.pendingMs, start: () => centre.servers.start(droplet.server) }
  },
}
