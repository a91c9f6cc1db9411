import { getAccount, getAction, listActions } from '@cloud/digitalocean'
import { publicKey } from '../keys.ts'
import { newNode, type Operation } from './given.ts'

/** The account: its catalogues, its keys, its actions. */
export const account: readonly Operation[] = [
  {
    name: 'listSizes',
    operation: 'sizes_list',
    repeat: 'read',
    given: async (driver) => () => driver.listSizes().toArray(),
  },
  {
    name: 'listImages',
    operation: 'images_list',
    repeat: 'read',
    given: async (driver) => () => driver.listImages().toArray(),
  },
  {
    name: 'listLocations',
    operation: 'regions_list',
    repeat: 'read',
    given: async (driver) => () => driver.listLocations().toArray(),
  },
  {
    name: 'getAccount',
    operation: 'account_get',
    repeat: 'read',
    given: async (driver) => () => getAccount(driver),
  },
  {
    name: 'listActions',
    operation: 'actions_list',
    repeat: 'read',
    given: async (driver) => {
      await newNode(driver)
      return () => listActions(driver).toArray()
    },
  },
  {
    name: 'getAction',
    operation: 'actions_get',
    repeat: 'read',
    given: async (driver) => {
      await newNode(driver)
      const [action] = await listActions(driver).toArray({ max: 1 })
      return () => getAction(driver, String(action?.id))
    },
  },
  {
    name: 'listKeyPairs',
    operation: 'sshKeys_list',
    repeat: 'read',
    given: async (driver) => {
      await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.listKeyPairs().toArray()
    },
  },
  {
    name: 'getKeyPair',
    operation: 'sshKeys_get',
    repeat: 'read',
    given: async (driver) => {
      const pair = await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.getKeyPair(pair)
    },
  },
  {
    name: 'createKeyPair',
    operation: 'sshKeys_create',
    repeat: 'named',
    second: 'invalid',
    given: async (driver) => () => driver.createKeyPair({ name: 'one' }),
    effect: ['+sshKey'],
  },
  {
    name: 'importKeyPair',
    operation: 'sshKeys_create',
    repeat: 'named',
    second: 'invalid',
    given: async (driver) => () => driver.importKeyPair({ name: 'one', publicKey }),
    effect: ['+sshKey'],
  },
  {
    name: 'deleteKeyPair',
    operation: 'sshKeys_delete',
    repeat: 'idempotent',
    given: async (driver) => {
      const pair = await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.deleteKeyPair(pair)
    },
    effect: ['-sshKey'],
  },
]
