import type { Server } from '../centre/servers.ts'
import type { Action } from './action-log.ts'
import type { Backups } from './backup-policy.ts'
import { type DigitalOcean, isVisible, numberOf } from './cloud.ts'
import type { Image } from './image.ts'
import { notFound, unprocessable } from './refusal.ts'
import type { Region } from './region-catalogue.ts'
import type { Size } from './size-catalogue.ts'
import type { Vpc } from './vpc.ts'

export interface Droplet {
  readonly id: number
  name: string
  readonly server: Server
  readonly region: Region
  readonly vpc: Vpc
  image: Image
  size: Size
  /** Stays with a resize of CPU and memory alone. */
  diskGiB: number
  /** OpenSSH public key lines. */
  readonly publicKeys: readonly string[]
  readonly userData: string | undefined
  readonly monitoring: boolean
  readonly agent: boolean
  ipv6: string | undefined
  backups: Backups | undefined
  /** Droplets on the same physical computer have the same. */
  readonly host: string
  readonly created: Action
}

export function statusOf({ server, created }: Droplet): 'new' | 'active' | 'off' {
  if (server.state === 'pending') return created.status === 'in-progress' ? 'new' : 'off'
  return server.state === 'stopped' ? 'off' : 'active'
}

/** Those that the API shows at the moment, oldest first. */
export const visibleDroplets = (cloud: DigitalOcean): readonly Droplet[] =>
  [...cloud.droplets.values()].filter(({ server }) => isVisible(cloud, server.createdAt))

export function existingDroplet(cloud: DigitalOcean, id: string | number | undefined): Droplet {
  const droplet = cloud.droplets.get(numberOf(id))
  if (!droplet || !isVisible(cloud, droplet.server.createdAt)) throw notFound()
  return droplet
}

export const taggedDroplets = (cloud: DigitalOcean, tag: string): readonly Droplet[] => {
  const ids = new Set(cloud.tags.resources(tag, 'droplet'))
  return visibleDroplets(cloud).filter(({ id }) => ids.has(String(id)))
}

/** Throws a `Refusal` for what cannot be a host name. */
export function checkName(name: string): void {
  if (name === '') throw unprocessable("Name can't be blank")
  if (name.length > 255 || !/^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/.test(name)) {
    throw unprocessable('Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)')
  }
}

/** Gone from the API at once; the machine ends in its own time. Throws a `Refusal` while an event is under way. */
export function destroyDroplet(cloud: DigitalOcean, droplet: Droplet): void {
  cloud.actions.checkFree(droplet.id)
  const { centre, droplets, leaving, tags, volumes, onDropletGone } = cloud
  droplets.delete(droplet.id)
  tags.forget('droplet', droplet.id)
  for (const volume of volumes.values()) {
    if (volume.dropletId === droplet.id) volume.dropletId = undefined
  }
  for (const letGo of onDropletGone) letGo(droplet)
  if (droplet.ipv6) {
    droplet.server.otherAddresses.delete(droplet.ipv6)
    centre.publicV6Addresses.giveBack(droplet.ipv6)
  }
  leaving.set(droplet.server.id, droplet)
  centre.servers.terminate(droplet.server)
}
