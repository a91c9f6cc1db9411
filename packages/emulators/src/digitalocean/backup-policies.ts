import { policyWire, supportedPolicies, windowWire } from './backup-policy.ts'
import { type Droplet, existingDroplet, visibleDroplets } from './droplet.ts'
import { type Operations, operation } from './operation.ts'
import { cut } from './paging.ts'

const record = ({ id, backups }: Droplet) => ({
  droplet_id: id,
  backup_enabled: backups !== undefined,
  ...(backups && {
    backup_policy: policyWire(backups.policy),
    next_backup_window: windowWire(backups.nextAt),
  }),
})

export const backupPolicies: Operations<`${string}_policy` | `${string}_policies`> = {
  droplets_get_backup_policy: operation((cloud, { path }) => ({
    policy: record(existingDroplet(cloud, path.droplet_id)),
  })),

  /** Of the droplets that have backups, by their ids. */
  droplets_list_backup_policies: operation((cloud, call) => {
    const { shown, ...rest } = cut(
      cloud,
      call,
      visibleDroplets(cloud).filter(({ backups }) => backups),
    )
    return {
      policies: Object.fromEntries(shown.map((droplet) => [droplet.id, record(droplet)])),
      ...rest,
    }
  }),

  droplets_list_supported_backup_policies: operation(() => ({ supported_policies: supportedPolicies })),
}
