import { CloudError, isCloudError } from '@cloud/core'
import { anyId, type BrokenBalancers, firstPage, mapped, onlyThose, refusal } from './broken.ts'

const area = 'balancers'

export const brokenBalancers: readonly BrokenBalancers[] = [
  {
    mistake: 'does not tell the key of a balancer that may be there',
    area,
    fails: ['A balancer whose creation was not answered is found again, and not made twice'],
    change: (driver) => ({
      ...driver,
      createBalancer: (options, call) =>
        driver.createBalancer(options, call).catch((error: CloudError) => {
          throw new CloudError(error.message, { ...error, details: undefined })
        }),
    }),
  },
  {
    mistake: 'gives balancers of a state of its own',
    area,
    fails: ['createBalancer resolves with the balancer, as it was asked for'],
    change: (driver) => ({
      ...driver,
      createBalancer: async (options, call) => ({
        ...(await driver.createBalancer(options, call)),
        state: 'provisioning' as 'creating',
      }),
    }),
  },
  {
    mistake: 'never tells where clients reach a balancer',
    area,
    fails: ['createBalancer resolves with the balancer, as it was asked for'],
    change: (driver) => ({
      ...driver,
      getBalancer: async (ref, call) => ({ ...(await driver.getBalancer(ref, call)), ips: [] }),
    }),
  },
  {
    mistake: 'sends what comes in to port 80, whatever the port',
    area,
    fails: ['A listener that names no target has the protocol and port that clients come to'],
    change: (driver) => ({
      ...driver,
      createBalancer: (options, call) => {
        const listeners = options.listeners?.map((one) => ({ targetPort: 80, ...one }))
        return driver.createBalancer({ ...options, listeners }, call)
      },
    }),
  },
  {
    mistake: 'takes the first listener only',
    area,
    fails: ['createBalancer takes several listeners, or is invalid'],
    change: (driver) => ({
      ...driver,
      createBalancer: (options, call) =>
        driver.createBalancer({ ...options, listeners: options.listeners?.slice(0, 1) }, call),
    }),
  },
  {
    mistake: 'forgets the members of a new balancer',
    area,
    fails: ['createBalancer with members puts these nodes behind it'],
    change: (driver) => ({
      ...driver,
      createBalancer: ({ members: _, ...options }, call) => driver.createBalancer(options, call),
    }),
  },
  {
    mistake: 'calls a location that is left out not found',
    area,
    fails: ['createBalancer without a location takes the default of the driver, or is invalid'],
    change: (driver) => ({
      ...driver,
      createBalancer: async (options, call) => {
        if (options.location === undefined) throw refusal('not-found')
        return driver.createBalancer(options, call)
      },
    }),
  },
  {
    mistake: 'gives the balancer that has the name',
    area,
    fails: ['createBalancer of a name that is taken makes another balancer, or rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      createBalancer: async (options, call) => {
        const [there] = await driver.listBalancers({ name: options.name }, call).toArray()
        return there ?? driver.createBalancer(options, call)
      },
    }),
  },
  {
    mistake: 'makes a second balancer for one key',
    area,
    fails: [
      'createBalancer twice with one key and the same options gives the same balancer, on another driver too',
    ],
    change: (driver) => ({
      ...driver,
      createBalancer: ({ idempotencyKey: _, ...options }, call) => driver.createBalancer(options, call),
    }),
  },
  {
    mistake: 'keeps keys to itself, and not in the cloud',
    area,
    fails: [
      'createBalancer twice with one key and the same options gives the same balancer, on another driver too',
    ],
    change: (driver) => {
      const made = new Map<string, ReturnType<typeof driver.createBalancer>>()
      return {
        ...driver,
        createBalancer: ({ idempotencyKey: key, ...options }, call) => {
          const before = key === undefined ? undefined : made.get(key)
          const making = before ?? driver.createBalancer(options, call)
          if (key !== undefined) made.set(key, making)
          return making
        },
      }
    },
  },
  {
    mistake: 'leaves a balancer behind whose member does not exist',
    area,
    fails: [
      'createBalancer rejects with not-found where location or member do not exist, and leaves nothing',
    ],
    change: (driver) => ({
      ...driver,
      createBalancer: async ({ members = [], ...options }, call) => {
        const made = await driver.createBalancer(options, call)
        for (const member of members) await driver.attachMember(made, member, call)
        return made
      },
    }),
  },
  {
    mistake: 'drops what it does not know of a balancer to make',
    area,
    fails: ['Options of createBalancer that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createBalancer: ({ name, listeners, members, location, idempotencyKey }, call) =>
        driver.createBalancer({ name, listeners, members, location, idempotencyKey }, call),
    }),
  },
  {
    mistake: 'asks the cloud before it looks at the listeners',
    area,
    fails: ['Options of createBalancer that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createBalancer: async (options, call) => {
        await driver.listBalancers({}, call).toArray({ max: 1 })
        return driver.createBalancer(options, call)
      },
    }),
  },
  {
    mistake: 'resolves a new name that it does not set',
    area,
    fails: ['updateBalancer changes the name and nothing else, or is invalid'],
    change: (driver) => ({
      ...driver,
      updateBalancer: async (ref, { name, ...changes }, call) => {
        const told = await driver.updateBalancer(ref, changes, call)
        return { ...told, name: name ?? told.name }
      },
    }),
  },
  {
    mistake: 'calls its balancer anew at every change',
    area,
    fails: ['updateBalancer that names no change changes nothing'],
    change: (driver) => ({
      ...driver,
      updateBalancer: async (ref, changes, call) => {
        const { name } = await driver.getBalancer(ref, call)
        return driver.updateBalancer(ref, { name: `${name}-2`, ...changes }, call)
      },
    }),
  },
  {
    mistake: 'drops what it does not know of a change',
    area,
    fails: ['Changes of updateBalancer that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      updateBalancer: (ref, { name }, call) => driver.updateBalancer(ref, { name }, call),
    }),
  },
  {
    mistake: 'resolves where the new name is taken, and keeps the old',
    area,
    fails: ['updateBalancer to a name that is taken is invalid, already-exists or makes it two'],
    change: (driver) => ({
      ...driver,
      updateBalancer: async (ref, changes, call) => {
        try {
          return await driver.updateBalancer(ref, changes, call)
        } catch (error) {
          if (!isCloudError(error, 'already-exists')) throw error
          return driver.getBalancer(ref, call)
        }
      },
    }),
  },
  {
    mistake: 'ends the nodes behind a balancer that it destroys',
    area,
    fails: ['destroyBalancer leaves the nodes behind it as they are'],
    change: (driver, cloud) => ({
      ...driver,
      destroyBalancer: async (ref, call) => {
        const members = await driver.listMembers(ref, call).toArray()
        await driver.destroyBalancer(ref, call)
        for (const { node = '' } of members) cloud.records('node').delete(node)
      },
    }),
  },
  {
    mistake: 'keeps the balancers that it destroys',
    area,
    fails: ['destroyBalancer removes a balancer, once', 'Nothing that was made here is left'],
    change: (driver) => ({
      ...driver,
      destroyBalancer: async (ref, call) => {
        await driver.getBalancer(ref, call)
      },
    }),
  },
  {
    mistake: 'lists balancers from the first page only',
    area,
    fails: ['listBalancers does not end at its first page'],
    change: (driver) => ({
      ...driver,
      listBalancers: (query, call) => firstPage(driver.listBalancers(query, call)),
    }),
  },
  {
    mistake: 'takes the beginning of a name for the name',
    area,
    fails: ['listBalancers by a name gives what has that whole name; case counts, and there are no patterns'],
    change: (driver) => ({
      ...driver,
      listBalancers: ({ name, ...query } = {}, call) =>
        onlyThose(driver.listBalancers(query, call), (one) => one.name.startsWith(name ?? '')),
    }),
  },
  {
    mistake: 'lists balancers without their listeners',
    area,
    fails: ['listBalancers and getBalancer tell the same of a balancer, each in its shape'],
    change: (driver) => ({
      ...driver,
      listBalancers: (query, call) =>
        mapped(driver.listBalancers(query, call), (one) => ({ ...one, listeners: [] })),
    }),
  },
  {
    mistake: 'takes any kind of thing for a balancer',
    area,
    fails: ['getBalancer and destroyBalancer of what is no balancer are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      getBalancer: (ref, call) => driver.getBalancer(anyId(ref), call),
    }),
  },
]
