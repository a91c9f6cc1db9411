import type { Address, Addresses } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { idOf, known, optionalId } from './memory-input.ts'
import { isThere, liveNode } from './memory-nodes.ts'
import { asking, type Store, storeOf } from './memory-store.ts'

export function memoryAddresses(cloud: MemoryCloud, token: string): Addresses {
  const addresses = addressesOf(cloud)
  const { read, write, list } = asking(cloud, token)
  return {
    listAddresses: (query = {}, call) => {
      known(query, 'node')
      const node = optionalId(query.node, 'node')
      return list('ListAddresses', call, addresses.all, (one) => node === undefined || one.node === node)
    },
    getAddress: async (ref, call) => {
      const id = idOf(ref, 'address')
      return read('GetAddress', call, () => addresses.find(id))
    },
    createAddress: async (options = {}, call) => {
      known(options, 'version location native')
      const { version = 4 } = options
      if (version !== 4 && version !== 6) throw invalid(`${String(version)} is no version`, '4 or 6')
      const location = optionalId(options.location, 'location') ?? 'north-1'
      return write('CreateAddress', call, () => {
        if (!catalogue.locations.some((one) => one.id === location))
          throw refuse('not-found', 'there is no such location')
        const id = cloud.nextId('address')
        const host = Number(id.split('-')[1])
        const ip = version === 4 ? `203.0.${113 + Math.floor(host / 250)}.${host % 250}` : `2001:db8::${host}`
        return addresses.put({ kind: 'address', id, name: ip, ip, version, location, native: {} })
      })
    },
    attachAddress: async (ref, to, call) => {
      known(to, 'node')
      const [id, node] = [idOf(ref, 'address'), idOf(to.node, 'node')]
      await write('AttachAddress', call, () => {
        const address = addresses.find(id)
        const { location } = liveNode(cloud, node)
        if (address.node !== undefined && address.node !== node)
          throw refuse('conflict', 'the address leads to another node')
        if (address.location !== location) throw refuse('invalid', 'the node is elsewhere')
        addresses.change(id, { node })
      })
    },
    detachAddress: async (ref, call) => {
      const id = idOf(ref, 'address')
      await write('DetachAddress', call, () => {
        addresses.put(without(addresses.find(id)))
      })
    },
    destroyAddress: async (ref, call) => {
      const id = idOf(ref, 'address')
      await write('DestroyAddress', call, () => addresses.remove(addresses.find(id).id))
    },
  }
}

/** The addresses of the cloud; those of nodes that are terminated lead nowhere. */
function addressesOf(cloud: MemoryCloud): Store<Address> {
  const store = storeOf<Address>(cloud, 'address')
  const now = (address: Address) => (isThere(cloud, address.node) ? address : without(address))
  return { ...store, all: () => store.all().map(now), find: (id) => now(store.find(id)) }
}

function without({ node: _, ...address }: Address): Address {
  return address
}
