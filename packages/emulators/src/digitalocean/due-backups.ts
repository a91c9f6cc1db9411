import { keptBackups, nextStart } from './backup-policy.ts'
import type { DigitalOcean } from './cloud.ts'
import type { Droplet } from './droplet.ts'
import { addDropletImage, imagesOf } from './droplet-image.ts'
import { deleteImage } from './image.ts'

/**
 * Makes the backups whose windows have begun since it was last asked, and lets the oldest ones go. Asked with each request, so that
 * no timer is weeks long, which would keep a virtual clock busy for ever.
 */
export function takeDueBackups(cloud: DigitalOcean): void {
  for (const droplet of cloud.droplets.values()) takeBackups(cloud, droplet)
}

function takeBackups(cloud: DigitalOcean, droplet: Droplet): void {
  const now = cloud.centre.clock.now()
  while (droplet.backups && droplet.backups.nextAt <= now) {
    const { policy, nextAt } = droplet.backups
    addDropletImage(cloud, droplet, { type: 'backup', createdAt: nextAt })
    droplet.backups = { policy, nextAt: nextStart(policy, nextAt) }
    const [oldest, ...others] = imagesOf(cloud, droplet, 'backup')
    if (oldest && others.length >= keptBackups(policy)) deleteImage(cloud, oldest)
  }
}
