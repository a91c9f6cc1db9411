import type { DigitalOcean } from './cloud.ts'
import type { Droplet } from './droplet.ts'
import type { Change, Plan } from './droplet-actions.ts'
import { addDropletImage } from './droplet-image.ts'
import { findImage, type Image } from './image.ts'
import { unprocessable } from './refusal.ts'

export const imageChanges: Readonly<Record<string, Plan>> = {
  rebuild: (cloud, droplet, { image: name }) => {
    if (name === undefined) throw unprocessable('image is required.')
    return replaceDisk(cloud, droplet, usable(droplet, findImage(cloud, name)))
  },

  restore: (cloud, droplet, { image: id }) => {
    if (id === undefined) throw unprocessable('image is required.')
    const image = findImage(cloud, id)
    if (image && image.dropletId !== droplet.id)
      throw unprocessable('The image is not a backup or snapshot of this Droplet.')
    return replaceDisk(cloud, droplet, usable(droplet, image))
  },

  snapshot: (cloud, droplet, { name }) => ({
    ms: cloud.centre.times.actionMs,
    finish: () => addDropletImage(cloud, droplet, { type: 'snapshot', name }),
  }),
}

function usable({ region, diskGiB }: Droplet, image: Image | undefined): Image {
  if (!image) throw unprocessable('You specified an invalid image.')
  if (image.status !== 'available') throw unprocessable('The image you specified is not available.')
  if (!image.regions.has(region.slug)) {
    throw unprocessable(
      'The image you specified is not available in the selected region, you can transfer it to this region from the images pages.',
    )
  }
  if (image.minDiskGiB > diskGiB) throw unprocessable("The image is larger than the Droplet's disk.")
  return image
}

/** Name, addresses, keys and user data stay; what was on the disk is lost. */
function replaceDisk({ centre }: DigitalOcean, droplet: Droplet, image: Image): Change {
  const { id, name, publicKeys, userData, region } = droplet
  return {
    ms: centre.times.pendingMs,
    start: () => {
      droplet.image = image
      centre.servers.rebuild(droplet.server, {
        hostname: name,
        os: image.os,
        authorizedKeys: publicKeys,
        userData: userData === undefined ? undefined : Buffer.from(userData),
        metadata: { id: String(id), hostname: name, region: region.slug },
      })
    },
  }
}
