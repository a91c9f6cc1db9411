import { type Broken, firstPage, forgiven, refusal } from './broken.ts'

const area = 'networks'

export const brokenNetworks: readonly Broken[] = [
  {
    mistake: 'makes networks of its own range',
    area,
    fails: ['createNetwork resolves with the network, as it was asked for'],
    change: (driver) => {
      let count = 0
      return {
        ...driver,
        createNetwork: (options, call) =>
          driver.createNetwork({ ...options, cidr: options.cidr && `172.16.${count++}.0/24` }, call),
      }
    },
  },
  {
    mistake: 'calls a range that is left out a conflict',
    area,
    fails: ['createNetwork without a range has the provider choose one, or is invalid'],
    change: (driver) => ({
      ...driver,
      createNetwork: async (options, call) => {
        if (options.cidr === undefined) throw refusal('conflict')
        return driver.createNetwork(options, call)
      },
    }),
  },
  {
    mistake: 'calls a location that is left out not found',
    area,
    fails: ['createNetwork without a location takes the default of the driver, or is invalid'],
    change: (driver) => ({
      ...driver,
      createNetwork: async (options, call) => {
        if (options.location === undefined) throw refusal('not-found')
        return driver.createNetwork(options, call)
      },
    }),
  },
  {
    mistake: 'gives the network that has the name',
    area,
    fails: ['createNetwork of a name that is taken makes another network, or rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      createNetwork: async (options, call) => {
        const [there] = await driver.listNetworks({ name: options.name }, call).toArray()
        return there ?? driver.createNetwork(options, call)
      },
    }),
  },
  {
    mistake: 'calls a range that is taken a conflict',
    area,
    fails: ['createNetwork of a range that is taken makes another network, or is invalid'],
    change: (driver) => ({
      ...driver,
      createNetwork: async (options, call) => {
        const all = await driver.listNetworks({}, call).toArray()
        if (options.cidr && all.some(({ cidr }) => cidr === options.cidr)) throw refusal('conflict')
        return driver.createNetwork(options, call)
      },
    }),
  },
  {
    mistake: 'drops what it does not know of a network to make',
    area,
    fails: ['Options of createNetwork that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createNetwork: ({ name, cidr, location }, call) => driver.createNetwork({ name, cidr, location }, call),
    }),
  },
  {
    mistake: 'says that it destroyed the default network',
    area,
    fails: ['destroyNetwork of the default network, which a node is in, rejects with conflict'],
    change: (driver) => ({
      ...driver,
      destroyNetwork: (ref, call) => forgiven(driver.destroyNetwork(ref, call), 'conflict'),
    }),
  },
  {
    mistake: 'lists networks from the first page only',
    area,
    fails: ['listNetworks does not end at its first page'],
    change: (driver) => ({
      ...driver,
      listNetworks: (query, call) => firstPage(driver.listNetworks(query, call)),
    }),
  },
  {
    mistake: 'keeps the networks that it destroys',
    area,
    fails: ['destroyNetwork removes a network, once', 'Nothing that was made here is left'],
    change: (driver) => ({
      ...driver,
      destroyNetwork: async (ref, call) => {
        await driver.getNetwork(ref, call)
      },
    }),
  },
]
