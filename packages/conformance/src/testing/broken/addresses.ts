import { anyId, type Broken, firstPage, forgiven, refusal, swallowed } from './broken.ts'

const area = 'addresses'

export const brokenAddresses: readonly Broken[] = [
  {
    mistake: 'gives the same address again',
    area,
    fails: ['createAddress resolves with an address of IPv4 that leads nowhere'],
    change: (driver) => ({
      ...driver,
      createAddress: async (options, call) => {
        const address = await driver.createAddress(options, call)
        const [there = address] = await driver.listAddresses({}, call).toArray()
        if (there.version !== address.version || there.id === address.id) return address
        await driver.destroyAddress(address, call)
        return there
      },
    }),
  },
  {
    mistake: 'gives IPv4 for IPv6',
    area,
    fails: ['createAddress of version 6 gives one of IPv6, or is invalid'],
    change: (driver) => ({
      ...driver,
      createAddress: (options, call) =>
        driver.createAddress(options?.version === 6 ? { ...options, version: 4 } : options, call),
    }),
  },
  {
    mistake: 'wants options to make an address',
    area,
    fails: ['createAddress without options takes the defaults of the driver, or is invalid'],
    change: (driver) => ({
      ...driver,
      createAddress: async (options, call) => {
        if (options === undefined) throw new TypeError('options is undefined')
        return driver.createAddress(options, call)
      },
    }),
  },
  {
    mistake: 'drops what it does not know of an address to make',
    area,
    fails: ['Options of createAddress that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createAddress: ({ version, location } = {}, call) => driver.createAddress({ version, location }, call),
    }),
  },
  {
    mistake: 'asks for the addresses of a volume',
    area,
    fails: ['listAddresses by what is no node is invalid at once'],
    change: (driver) => ({
      ...driver,
      listAddresses: ({ node, ...query } = {}, call) =>
        driver.listAddresses(node === undefined ? query : { ...query, node: anyId(node) }, call),
    }),
  },
  {
    mistake: 'lists all addresses for one node',
    area,
    fails: ['listAddresses by a node gives those that lead to it'],
    change: (driver) => ({
      ...driver,
      listAddresses: ({ node: _, ...query } = {}, call) => driver.listAddresses(query, call),
    }),
  },
  {
    mistake: 'lists addresses from the first page only',
    area,
    fails: ['listAddresses does not end at its first page'],
    change: (driver) => ({
      ...driver,
      listAddresses: (query, call) => firstPage(driver.listAddresses(query, call)),
    }),
  },
  {
    mistake: 'leaves out where an address leads',
    area,
    fails: ['attachAddress leads an address to a node, detachAddress ends that'],
    change: (driver) => ({
      ...driver,
      getAddress: async (ref, call) => {
        const { node: _, ...address } = await driver.getAddress(ref, call)
        return address
      },
    }),
  },
  {
    mistake: 'fails where the address leads to the node already',
    area,
    fails: ['attachAddress to the node that it leads to resolves'],
    change: (driver) => ({
      ...driver,
      attachAddress: async (ref, to, call) => {
        if ((await driver.getAddress(ref, call)).node !== undefined) throw refusal('conflict')
        await driver.attachAddress(ref, to, call)
      },
    }),
  },
  {
    mistake: 'takes an address from the node that has it',
    area,
    fails: ['attachAddress of one that leads to another node rejects with conflict'],
    change: (driver) => ({
      ...driver,
      attachAddress: async (ref, to, call) => {
        await driver.detachAddress(ref, call)
        await driver.attachAddress(ref, to, call)
      },
    }),
  },
  {
    mistake: 'leads an address to a node that is not there',
    area,
    fails: ['attachAddress rejects with not-found where address or node do not exist'],
    change: (driver) => ({
      ...driver,
      attachAddress: (ref, to, call) => forgiven(driver.attachAddress(ref, to, call), 'not-found'),
    }),
  },
  {
    mistake: 'detaches an address that is not there',
    area,
    fails: ['detachAddress of an address that leads nowhere resolves; of none it rejects with not-found'],
    change: (driver) => ({
      ...driver,
      detachAddress: (ref, call) => swallowed(driver.detachAddress(ref, call)),
    }),
  },
  {
    mistake: 'drops what it does not know of where to lead an address',
    area,
    fails: ['attachAddress and detachAddress of what is no address, or to what is no node, are invalid'],
    change: (driver) => ({
      ...driver,
      attachAddress: (ref, { node }, call) => driver.attachAddress(ref, { node }, call),
    }),
  },
  {
    mistake: 'keeps an address that leads to a node',
    area,
    fails: ['destroyAddress gives back an address that leads to a node, and the node runs on'],
    change: (driver) => ({
      ...driver,
      destroyAddress: async (ref, call) => {
        if ((await driver.getAddress(ref, call)).node !== undefined) throw refusal('conflict')
        await driver.destroyAddress(ref, call)
      },
    }),
  },
  {
    mistake: 'gives back the addresses of a node with it',
    area,
    fails: ['An address outlives the node that it leads to'],
    change: (driver) => ({
      ...driver,
      destroyNode: async (ref, call) => {
        for (const { id } of await driver.listAddresses({ node: anyId(ref) }, call).toArray())
          await driver.destroyAddress(id, call)
        await driver.destroyNode(ref, call)
      },
    }),
  },
  {
    mistake: 'keeps the addresses that it gives back',
    area,
    fails: ['destroyAddress removes an address, once', 'Nothing that was made here is left'],
    change: (driver) => ({
      ...driver,
      destroyAddress: (ref, call) => driver.detachAddress(ref, call),
    }),
  },
]
