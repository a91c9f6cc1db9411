import { publicKey } from '../keys.ts'
import { type Operation, runningNode } from './given.ts'

const console: readonly Operation[] = [
  {
    name: 'getConsoleOutput',
    operation: 'GetConsoleOutput',
    repeat: 'read',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.getConsoleOutput(node)
    },
  },
  {
    name: 'listHostKeys',
    operation: 'GetConsoleOutput',
    repeat: 'read',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.listHostKeys(node)
    },
  },
]

const catalogues: readonly Operation[] = [
  {
    name: 'listSizes',
    operation: 'DescribeInstanceTypes',
    repeat: 'read',
    pages: 2,
    given: async (driver) => () => driver.listSizes().toArray(),
  },
  {
    name: 'listImages',
    operation: 'DescribeImages',
    repeat: 'read',
    given: async (driver) => () => driver.listImages().toArray(),
  },
  {
    name: 'listLocations',
    operation: 'DescribeAvailabilityZones',
    repeat: 'read',
    given: async (driver) => () => driver.listLocations().toArray(),
  },
]

const keyPairs: readonly Operation[] = [
  {
    name: 'listKeyPairs',
    operation: 'DescribeKeyPairs',
    repeat: 'read',
    given: async (driver) => {
      await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.listKeyPairs().toArray()
    },
  },
  {
    name: 'getKeyPair',
    operation: 'DescribeKeyPairs',
    repeat: 'read',
    given: async (driver) => {
      const pair = await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.getKeyPair(pair)
    },
  },
  {
    name: 'createKeyPair',
    operation: 'CreateKeyPair',
    // Its private key is told once: a pair whose answer was lost is of no use, and found by its name.
    repeat: 'once',
    given: async (driver) => () => driver.createKeyPair({ name: 'one' }),
    effect: ['+keyPair'],
  },
  {
    name: 'importKeyPair',
    operation: 'ImportKeyPair',
    repeat: 'named',
    given: async (driver) => () => driver.importKeyPair({ name: 'one', publicKey }),
    effect: ['+keyPair'],
  },
  {
    name: 'deleteKeyPair',
    operation: 'DeleteKeyPair',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const pair = await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.deleteKeyPair(pair)
    },
    effect: ['-keyPair'],
  },
]

/** What the account has besides machines: its catalogues and keys, and what machines print. */
export const account: readonly Operation[] = [...console, ...catalogues, ...keyPairs]
