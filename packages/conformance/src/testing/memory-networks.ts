import type { Network, Networks } from '@cloud/core'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkCidr, checkName, idOf, known, optionalId } from './memory-input.ts'
import { asking, type Store, storeOf } from './memory-store.ts'

/** Networks; each location has one that nodes are in. */
export function memoryNetworks(cloud: MemoryCloud, token: string): Networks {
  const networks = networksOf(cloud)
  const { read, write, list } = asking(cloud, token)
  return {
    listNetworks: (query = {}, call) => {
      known(query, 'name')
      return list('ListNetworks', call, networks.all, ({ name }) => name === (query.name ?? name))
    },
    getNetwork: async (ref, call) => {
      const id = idOf(ref, 'network')
      return read('GetNetwork', call, () => networks.find(id))
    },
    createNetwork: async (options, call) => {
      known(options, 'name cidr location native')
      checkName(options.name)
      if (options.cidr !== undefined) checkCidr(options.cidr, 4)
      const location = optionalId(options.location, 'location') ?? 'north-1'
      return write('CreateNetwork', call, () => {
        if (!catalogue.locations.some(({ id }) => id === location))
          throw refuse('not-found', 'there is no such location')
        const all = networks.all()
        const { name, cidr = `10.100.${all.length}.0/24` } = options
        if (all.some((one) => one.name === name)) throw refuse('already-exists', 'the name is taken')
        if (all.some((one) => one.cidr === cidr)) throw refuse('invalid', 'the range is taken')
        const id = cloud.nextId('network')
        return networks.put({ kind: 'network', id, name, cidr, location, default: false, native: {} })
      })
    },
    destroyNetwork: async (ref, call) => {
      const id = idOf(ref, 'network')
      await write('DestroyNetwork', call, () => {
        if (networks.find(id).default) throw refuse('conflict', 'nodes get into this network')
        networks.remove(id)
      })
    },
  }
}

function networksOf(cloud: MemoryCloud): Store<Network> {
  const store = storeOf<Network>(cloud, 'network')
  if (store.all().length > 0) return store
  for (const [at, { id: location }] of catalogue.locations.entries()) {
    const id = cloud.nextId('network')
    const cidr = `10.0.${at}.0/24`
    store.put({ kind: 'network', id, name: 'default', cidr, location, default: true, native: {} })
  }
  return store
}
