import type { Image, Images } from '@cloud/core'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkName, idOf, known } from './memory-input.ts'
import { needState, nodesOf } from './memory-nodes.ts'
import { asking, type Store, storeOf } from './memory-store.ts'

/** `locations` are those where it can be used; without them it is everywhere. */
type MemoryImage = Image<{ readonly owner: string; readonly locations?: readonly string[] }>

/** What the cloud offers and what the account made itself. */
export function allImages(cloud: MemoryCloud): readonly MemoryImage[] {
  return [...(catalogue.images as readonly MemoryImage[]), ...ownImages(cloud).all()]
}

/** The image of this id, usable at `location` if one is given; else `not-found`. */
export function findImage(cloud: MemoryCloud, id: string, location?: string): MemoryImage {
  const image = allImages(cloud).find((one) => one.id === id)
  const { locations } = image?.native ?? {}
  const there = location === undefined || locations === undefined || locations.includes(location)
  if (!image || !there) throw refuse('not-found', 'there is no such image')
  return image
}

export function memoryImages(cloud: MemoryCloud, token: string): Images {
  const own = ownImages(cloud)
  const { read, write } = asking(cloud, token)
  return {
    getImage: async (ref, call) => {
      const id = idOf(ref, 'image')
      return read('GetImage', call, () => findImage(cloud, id))
    },
    createImage: async (options, call) => {
      known(options, 'node name native')
      checkName(options.name)
      const id = idOf(options.node, 'node')
      return write('CreateImage', call, () => {
        const node = nodesOf(cloud).find(id)
        needState(node, 'running', 'stopped')
        const image: MemoryImage = {
          ...{ kind: 'image', id: cloud.nextId('image'), name: options.name, state: 'pending', sizeGiB: 10 },
          ...{ architecture: 'x86_64', createdAt: new Date().toISOString() },
          native: { owner: 'self', locations: [node.location ?? ''] },
        }
        return own.put(image, { state: 'available' })
      })
    },
    copyImage: async (ref, to, call) => {
      known(to, 'location name')
      const [id, location] = [idOf(ref, 'image'), idOf(to.location, 'location')]
      if (to.name !== undefined) checkName(to.name)
      return write('CopyImage', call, () => {
        const image = findImage(cloud, id)
        if (!catalogue.locations.some((one) => one.id === location))
          throw refuse('not-found', 'there is no such location')
        if (to.name !== undefined && to.name !== image.name)
          throw refuse('invalid', 'it is the same image there')
        const { owner, locations = [] } = image.native
        const native = { owner, locations: [...new Set([...locations, location])] }
        return own.put({ ...image, state: 'pending' }, { state: 'available', native })
      })
    },
    deleteImage: async (ref, call) => {
      const id = idOf(ref, 'image')
      await write('DeleteImage', call, () => {
        const { native } = findImage(cloud, id)
        if (native.owner !== 'self') throw refuse('forbidden', 'the image is not yours')
        own.remove(id)
      })
    },
  }
}

function ownImages(cloud: MemoryCloud): Store<MemoryImage> {
  return storeOf<MemoryImage>(cloud, 'image')
}
