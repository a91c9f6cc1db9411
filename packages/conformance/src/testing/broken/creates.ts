import { randomUUID } from 'node:crypto'
import { CloudError, isCloudError, type Node } from '@cloud/core'
import type { Broken } from './broken.ts'

export const brokenCreates: readonly Broken[] = [
  {
    mistake: 'creates again when the answer is lost',
    area: 'idempotency',
    fails: ['A node whose creation was not answered is found again, and not made twice'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) =>
        driver.createNode(options, call).catch((error: unknown) => {
          if (isCloudError(error, 'network')) return driver.createNode(options, call)
          throw error
        }),
    }),
  },
  {
    mistake: 'does not tell the key of a node that may be there',
    area: 'idempotency',
    fails: ['A node whose creation was not answered is found again, and not made twice'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) =>
        driver.createNode(options, call).catch((error: CloudError) => {
          throw new CloudError(error.message, { ...error, details: undefined })
        }),
    }),
  },
  {
    mistake: 'creates twice for one idempotency key',
    area: 'idempotency',
    fails: ['createNode repeated with its idempotency key gives the same node and creates nothing'],
    change: (driver) => ({
      ...driver,
      createNode: ({ idempotencyKey: _, ...options }, call) => driver.createNode(options, call),
    }),
  },
  {
    mistake: 'remembers idempotency keys in the driver, not at the provider',
    area: 'idempotency',
    fails: [
      'An idempotency key holds on another driver of the same cloud',
      'An idempotency key used with other options rejects with conflict',
    ],
    change: (driver) => {
      const made = new Map<string, Promise<Node>>()
      return {
        ...driver,
        createNode: ({ idempotencyKey = `own ${made.size}`, ...options }, call) => {
          const node = made.get(idempotencyKey) ?? driver.createNode(options, call)
          made.set(idempotencyKey, node)
          return node
        },
      }
    },
  },
  {
    mistake: 'looks for what a key has created, and then creates',
    area: 'idempotency',
    fails: ['Calls at the same time with one idempotency key on several drivers create one node'],
    change: (driver, cloud) => {
      const running = new Map<string, Promise<Node>>()
      const ids = cloud.records<string>('ids by idempotency key')
      return {
        ...driver,
        createNode: ({ idempotencyKey: key = randomUUID(), ...options }, call) => {
          const found = async () => {
            const id = ids.get(key)
            const node = await (id === undefined
              ? driver.createNode(options, call)
              : driver.getNode(id, call))
            ids.set(key, node.id)
            return node
          }
          const node = running.get(key) ?? found()
          running.set(key, node)
          return node
        },
      }
    },
  },
  {
    mistake: 'gives every call the same idempotency key',
    area: 'idempotency',
    fails: ['Without an idempotency key each call creates a node of its own'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) => driver.createNode({ idempotencyKey: options.name, ...options }, call),
    }),
  },
  {
    mistake: 'creates the node, then finds the name empty',
    area: 'bad input',
    fails: ['A name that is empty, too long or has control characters is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createNode: async (options, call) => {
        if (options.name === '') await driver.createNode({ ...options, name: 'node' }, call)
        return driver.createNode(options, call)
      },
    }),
  },
  {
    mistake: 'accepts an empty name',
    area: 'bad input',
    fails: ['A name that is empty, too long or has control characters is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) => driver.createNode({ ...options, name: options.name || 'node' }, call),
    }),
  },
  {
    mistake: 'ignores options that it does not know',
    area: 'bad input',
    fails: ['An option that createNode does not know is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createNode: ({ name, size, image, location, authorizedKeys, userData, tags, idempotencyKey }, call) =>
        driver.createNode(
          { name, size, image, location, authorizedKeys, userData, tags, idempotencyKey },
          call,
        ),
    }),
  },
  {
    mistake: 'lets the provider find the bad key',
    area: 'bad input',
    fails: ['An authorized key that is no OpenSSH public key is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createNode: async (options, call) => {
        if (options.authorizedKeys) await driver.listLocations({}, call).toArray()
        return driver.createNode(options, call)
      },
    }),
  },
  {
    mistake: 'cuts large user data',
    area: 'bad input',
    fails: ['User data larger than any cloud stores is invalid, and nothing is created'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) =>
        driver.createNode({ ...options, userData: options.userData?.slice(0, 16_384) }, call),
    }),
  },
  {
    mistake: 'falls back to a size that exists',
    area: 'bad input',
    fails: ['createNode with a size, image or location that does not exist rejects with not-found'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) =>
        driver
          .createNode(options, call)
          .catch((error: unknown) =>
            isCloudError(error, 'not-found')
              ? driver.createNode({ ...options, size: 's1' }, call)
              : Promise.reject(error),
          ),
    }),
  },
  {
    mistake: 'drops what it does not know of a query',
    area: 'bad input',
    fails: [
      'A query with a member that does not exist is invalid before anything is sent',
      'Call options given as a query are invalid, not dropped',
    ],
    change: (driver) => ({ ...driver, listLocations: (_, call) => driver.listLocations({}, call) }),
  },
  {
    mistake: 'destroys whatever has the id',
    area: 'bad input',
    fails: ['A reference to another kind of thing is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      destroyNode: (node, call) => driver.destroyNode(typeof node === 'string' ? node : node.id, call),
    }),
  },
  {
    mistake: 'writes names in small letters of ASCII',
    area: 'nodes',
    fails: ['A name of spaces, quotes, markup and other scripts comes back as it was, or is invalid'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) =>
        driver.createNode({ ...options, name: options.name.replace(/[^a-zA-Z0-9 -]/g, '-') || '' }, call),
    }),
  },
  {
    mistake: 'puts the name among the tags',
    area: 'nodes',
    fails: [
      'A node made without tags has none',
      'Tags come back as they were, at the limits of the portable set too',
    ],
    change: (driver) => ({
      ...driver,
      getNode: async (ref, call) => {
        const node = await driver.getNode(ref, call)
        return { ...node, tags: { ...node.tags, Name: node.name } }
      },
    }),
  },
]
