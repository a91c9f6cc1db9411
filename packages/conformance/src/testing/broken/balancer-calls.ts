import { CloudError, isCloudError, type LoadBalancers } from '@cloud/core'
import { anyId, type BrokenBalancers, refusal } from './broken.ts'

export const brokenBalancerCalls: readonly BrokenBalancers[] = [
  {
    mistake: 'is a class',
    area: 'portability',
    fails: [
      'A driver is a plain object of functions',
      'A spread of a driver works as the driver does, and has its abilities',
    ],
    change: (driver) => Object.create(driver) as LoadBalancers,
  },
  {
    mistake: 'needs its `this`',
    area: 'portability',
    fails: ['Members work without the object they come from'],
    change: (driver) => ({
      ...driver,
      getBalancer(this: object | undefined, ref, call) {
        if (this === undefined) throw new TypeError('this is undefined')
        return driver.getBalancer(ref, call)
      },
    }),
  },
  {
    mistake: 'can add listeners and not take them away',
    area: 'portability',
    fails: [
      'An ability is there whole or not at all',
      'The driver has the abilities that it claims, and no others',
    ],
    change: ({ removeListener: _, ...driver }) => driver,
  },
  {
    mistake: 'changes a balancer that it gave before',
    area: 'portability',
    fails: ['A balancer stays as it was given while the cloud goes on'],
    change: (driver) => {
      const given = new Map<string, { state: string }>()
      return {
        ...driver,
        getBalancer: async (ref, call) => {
          const balancer = { ...(await driver.getBalancer(ref, call)) }
          given.set(balancer.id, balancer)
          return balancer
        },
        destroyBalancer: async (ref, call) => {
          await driver.destroyBalancer(ref, call)
          const balancer = given.get(anyId(ref))
          if (balancer) balancer.state = 'deleted'
        },
      }
    },
  },
  {
    mistake: 'writes defaults into the listeners that it is given',
    area: 'portability',
    fails: ['What is handed in is not changed'],
    change: (driver) => ({
      ...driver,
      createBalancer: (options, call) => {
        for (const listener of options.listeners) Object.assign(listener, { targetProtocol: 'http' })
        return driver.createBalancer(options, call)
      },
    }),
  },
  {
    mistake: 'asks for the members before they are wanted',
    area: 'lazy',
    fails: ['Nothing is requested before the first item is wanted'],
    change: (driver) => ({
      ...driver,
      listMembers: (ref, call) => {
        driver.getBalancer(ref).catch(() => {})
        return driver.listMembers(ref, call)
      },
    }),
  },
  {
    mistake: 'keeps what it listed before',
    area: 'lazy',
    fails: ['Each iteration asks the provider again'],
    change: (driver) => ({
      ...driver,
      listBalancers: (query, call) => {
        const list = driver.listBalancers(query, call)
        let all: ReturnType<typeof list.toArray> | undefined
        return {
          ...list,
          toArray: () => {
            all ??= list.toArray()
            return all
          },
        }
      },
    }),
  },
  {
    mistake: 'asks for its credentials when it is made',
    area: 'lazy',
    fails: ['Making a driver sends nothing'],
    change: (driver) => {
      driver.getBalancer('a').catch(() => {})
      return driver
    },
  },
  {
    mistake: 'ignores the signal',
    area: 'cancel',
    fails: [
      'A signal that is aborted already ends each call with aborted, and nothing is sent',
      'A signal aborted in the middle of a call ends it at once with aborted',
    ],
    change: (driver) => ({
      ...driver,
      attachMember: (ref, member) => driver.attachMember(ref, member),
    }),
  },
  {
    mistake: 'ignores the timeout',
    area: 'cancel',
    fails: ['`timeoutMs` ends a call with timeout'],
    change: (driver) => ({
      ...driver,
      destroyBalancer: (ref, call) => driver.destroyBalancer(ref, { ...call, timeoutMs: undefined }),
    }),
  },
  {
    mistake: 'does not tell the outcome of a failed write',
    area: 'errors',
    fails: ['A failed write says by its outcome that it did not take effect'],
    change: (driver) => ({
      ...driver,
      attachMember: (ref, member, call) =>
        driver.attachMember(ref, member, call).catch((error: CloudError) => {
          throw new CloudError(error.message, {
            code: error.code,
            provider: 'memory',
            operation: 'AttachMember',
          })
        }),
    }),
  },
  {
    mistake: 'takes a 503 for a balancer that is not there',
    area: 'errors',
    fails: ['An outage of the cloud ends each call with unavailable, and never with an empty answer'],
    change: (driver) => ({
      ...driver,
      getBalancer: (ref, call) =>
        driver.getBalancer(ref, call).catch((error: unknown) => {
          throw isCloudError(error, 'unavailable') ? refusal('not-found') : error
        }),
    }),
  },
  {
    mistake: 'shows its token when it is printed',
    area: 'errors',
    fails: ['Neither an error nor the driver shows credentials'],
    change: (driver, cloud) => ({ ...driver, client: { token: cloud.token } }),
  },
]
