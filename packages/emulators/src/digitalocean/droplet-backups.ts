import { startBackups } from './backup-policy.ts'
import type { Plan } from './droplet-actions.ts'
import { unprocessable } from './refusal.ts'

export const backupChanges: Readonly<Record<string, Plan>> = {
  enable_backups: ({ centre }, droplet, { backup_policy: policy }) => {
    if (droplet.backups) throw unprocessable('Backups are already enabled on this Droplet.')
    return {
      ms: centre.times.actionMs,
      finish: () => {
        droplet.backups = startBackups(policy, centre.clock.now())
      },
    }
  },

  change_backup_policy: ({ centre }, droplet, { backup_policy: policy }) => {
    if (!droplet.backups) throw unprocessable('Backups are not enabled on this Droplet.')
    return {
      ms: centre.times.actionMs,
      finish: () => {
        droplet.backups = startBackups(policy, centre.clock.now())
      },
    }
  },

  disable_backups: ({ centre }, droplet) => {
    if (!droplet.backups) throw unprocessable('Backups are not enabled on this Droplet.')
    return {
      ms: centre.times.actionMs,
      finish: () => {
        droplet.backups = undefined
      },
    }
  },
}
