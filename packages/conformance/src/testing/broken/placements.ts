import { isCloudError, type Ref } from '@cloud/core'
import { anyId, type Broken, refusal } from './broken.ts'

/** Mistakes about where things are, and about what is not there. */
export const brokenPlacements: readonly Broken[] = [
  {
    mistake: 'makes a network where it can, if not where it is told',
    area: 'networks',
    fails: ['createNetwork in a location that does not exist rejects with not-found'],
    change: (driver) => ({
      ...driver,
      createNetwork: ({ location, ...options }, call) =>
        driver.createNetwork(isNowhere(location) ? options : { ...options, location }, call),
    }),
  },
  {
    mistake: 'makes an address where it can, if not where it is told',
    area: 'addresses',
    fails: ['createAddress in a location that does not exist rejects with not-found'],
    change: (driver) => ({
      ...driver,
      createAddress: ({ location, ...options } = {}, call) =>
        driver.createAddress(isNowhere(location) ? options : { ...options, location }, call),
    }),
  },
  {
    mistake: 'calls a node that is elsewhere than the address a conflict',
    area: 'addresses',
    fails: ['attachAddress to a node in another location is invalid'],
    change: (driver) => ({
      ...driver,
      attachAddress: (ref, to, call) =>
        driver.attachAddress(ref, to, call).catch((error: unknown) => {
          throw isElsewhere(error) ? refusal('conflict') : error
        }),
    }),
  },
  {
    mistake: 'does not find the addresses of a node that is not there',
    area: 'addresses',
    fails: ['listAddresses by a node gives those that lead to it'],
    change: (driver) => ({
      ...driver,
      listAddresses: (query, call) => {
        const list = driver.listAddresses(query, call)
        if (query?.node === undefined) return list
        const node = query.node
        return { ...list, toArray: async () => (await driver.getNode(node, call)) && list.toArray() }
      },
    }),
  },
  {
    mistake: 'calls a node that is elsewhere than the volume a conflict',
    area: 'volumes',
    fails: ['attachVolume to a node in another location is invalid'],
    change: (driver) => ({
      ...driver,
      attachVolume: (ref, to, call) =>
        driver.attachVolume(ref, to, call).catch((error: unknown) => {
          throw isElsewhere(error) ? refusal('conflict') : error
        }),
    }),
  },
  {
    mistake: 'heeds the node of a query and not its location',
    area: 'volumes',
    fails: ['listVolumes by a node gives the volumes that it has'],
    change: (driver) => ({
      ...driver,
      listVolumes: ({ location, ...query } = {}, call) =>
        driver.listVolumes(query.node === undefined ? { ...query, location } : query, call),
    }),
  },
  {
    mistake: 'refuses the size that a node has',
    area: 'resize',
    fails: ['resizeNode to the size that a stopped node has resolves'],
    change: (driver) => ({
      ...driver,
      resizeNode: async (ref, options, call) => {
        const { size } = await driver.getNode(ref, call)
        if (options?.size === size) throw refusal('invalid')
        await driver.resizeNode(ref, options, call)
      },
    }),
  },
  {
    mistake: 'gives the image that has the name',
    area: 'own images',
    fails: ['createImage of a name that is taken makes another image, or rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      createImage: async (options, call) => {
        const [there] = await driver.listImages({ owner: 'self', name: options.name }, call).toArray()
        return there ?? driver.createImage(options, call)
      },
    }),
  },
  {
    mistake: 'drops the name that a copy is to have',
    area: 'own images',
    fails: ['copyImage to a name gives the copy that name, or is invalid where it is the image itself'],
    change: (driver) => ({
      ...driver,
      copyImage: (ref, to, call) => driver.copyImage(ref, { location: to.location }, call),
    }),
  },
  {
    mistake: 'gives the snapshot that has the name',
    area: 'snapshots',
    fails: ['createSnapshot of a name that is taken makes another, or rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      createSnapshot: async (options, call) => {
        const [there] = await driver.listSnapshots({ name: options.name }, call).toArray()
        return there ?? driver.createSnapshot(options, call)
      },
    }),
  },
  {
    mistake: 'calls a firewall without rules a conflict',
    area: 'firewalls',
    fails: ['A firewall without rules lets nothing pass, or is invalid'],
    change: (driver) => ({
      ...driver,
      setFirewallRules: async (ref, rules, call) => {
        if (rules?.length === 0) throw refusal('conflict')
        return driver.setFirewallRules(ref, rules, call)
      },
    }),
  },
  {
    mistake: 'drops the bits beyond a prefix',
    area: 'firewalls',
    fails: ['Options of createFirewall that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createFirewall: (options, call) => {
        const rules = options.rules?.map((rule) => ({
          ...rule,
          cidrs: rule.cidrs?.map((cidr) => cidr.replace('113.7/24', '113.0/24')),
        }))
        return driver.createFirewall({ ...options, rules }, call)
      },
    }),
  },
  {
    mistake: 'drops the ports of what has none',
    area: 'firewalls',
    fails: ['setFirewallRules with what is no rule is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      setFirewallRules: (ref, rules, call) => {
        const kept = Array.isArray(rules)
          ? rules.map(({ ports, ...rule }) =>
              rule.protocol === 'icmp' || ports === undefined ? rule : { ...rule, ports },
            )
          : rules
        return driver.setFirewallRules(ref, kept, call)
      },
    }),
  },
]

function isNowhere(location: Ref<'location'> | undefined): boolean {
  return location !== undefined && anyId(location) === 'no-such-location'
}

function isElsewhere(error: unknown): boolean {
  return isCloudError(error, 'invalid') && error.message.includes('elsewhere')
}
