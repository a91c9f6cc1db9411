import { setTimeout as pause } from 'node:timers/promises'
import { CloudError } from '@cloud/core'
import { type Broken, swallowed } from './broken.ts'

export const brokenAbilities: readonly Broken[] = [
  {
    mistake: 'fails where the node runs already',
    area: 'power',
    fails: ['startNode of a node that runs resolves, and the node runs on'],
    change: (driver) => ({
      ...driver,
      startNode: async (node, call) => {
        const { state } = await driver.getNode(node, call)
        if (state === 'running')
          throw new CloudError('runs already', { code: 'conflict', outcome: 'not-applied' })
        await driver.startNode(node, call)
      },
    }),
  },
  {
    mistake: 'reboots a stopped node by starting it',
    area: 'power',
    fails: ['rebootNode of a stopped node rejects with conflict'],
    change: (driver) => ({
      ...driver,
      rebootNode: async (node, call) => {
        const { state } = await driver.getNode(node, call)
        await (state === 'stopped' ? driver.startNode(node, call) : driver.rebootNode(node, call))
      },
    }),
  },
  {
    mistake: 'prints the private key',
    area: 'key pairs',
    fails: ['Nothing prints the private key'],
    change: (driver) => ({
      ...driver,
      createKeyPair: async (options, call) => {
        const pair = await driver.createKeyPair(options, call)
        const text = pair.privateKey.reveal()
        return { ...pair, privateKey: { reveal: () => text, text } }
      },
    }),
  },
  {
    mistake: 'gives the private key of another pair',
    area: 'key pairs',
    fails: ['createKeyPair gives a private key that signs, ed25519 unless asked otherwise'],
    change: (driver) => ({
      ...driver,
      createKeyPair: async (options, call) => {
        const pair = await driver.createKeyPair(options, call)
        const other = await driver.createKeyPair({ ...options, name: `${options.name}-b` }, call)
        return { ...pair, privateKey: other.privateKey }
      },
    }),
  },
  {
    mistake: 'makes RSA keys only',
    area: 'key pairs',
    fails: ['createKeyPair gives a private key that signs, ed25519 unless asked otherwise'],
    change: (driver) => ({
      ...driver,
      createKeyPair: (options, call) => driver.createKeyPair({ ...options, type: 'rsa' }, call),
    }),
  },
  {
    mistake: 'replaces a key pair of the same name',
    area: 'key pairs',
    fails: [
      'createKeyPair and importKeyPair of a name that is taken make another pair, or reject with already-exists',
    ],
    change: (driver) => ({
      ...driver,
      importKeyPair: async (options, call) => {
        for (const pair of await driver.listKeyPairs({ name: options.name }, call).toArray()) {
          await driver.deleteKeyPair(pair, call)
        }
        return driver.importKeyPair(options, call)
      },
    }),
  },
  {
    mistake: 'deletes a key pair that is not there',
    area: 'key pairs',
    fails: ['getKeyPair and deleteKeyPair of a pair that is not there reject with not-found'],
    change: (driver) => ({
      ...driver,
      deleteKeyPair: (pair, call) => swallowed(driver.deleteKeyPair(pair, call)),
    }),
  },
  {
    mistake: 'gives fingerprints for host keys',
    area: 'host keys',
    fails: ['listHostKeys gives OpenSSH public keys, in time'],
    change: (driver) => ({
      ...driver,
      listHostKeys: async (node, call) => (await driver.listHostKeys(node, call)).map(() => 'SHA256:abcd'),
    }),
  },
  {
    mistake: 'gives an empty console for a node that is not there',
    area: 'console',
    fails: ['getConsoleOutput of a node that is not there rejects with not-found'],
    change: (driver) => ({
      ...driver,
      getConsoleOutput: (node, call) => driver.getConsoleOutput(node, call).catch(() => ({ text: '' })),
    }),
  },
  {
    mistake: 'resolves a cancelled call late',
    area: 'cancel',
    fails: ['A signal aborted while a call runs lets it settle at once'],
    change: (driver) => ({
      ...driver,
      getConsoleOutput: async (node, call) => {
        await pause(6_000)
        return driver.getConsoleOutput(node, call)
      },
    }),
  },
]
