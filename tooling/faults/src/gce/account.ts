import { getOperation, getProject, listOperations, setProjectMetadata } from '@cloud/gce'
import { publicKey } from '../keys.ts'
import type { Driver } from './driver.ts'
import { newNode, type Operation, reads, replaces } from './given.ts'

const importKey = (driver: Driver) => driver.importKeyPair({ name: 'one', publicKey })
const effect = ['~project.metadata']
const set = 'projects.setCommonInstanceMetadata'

export const account: readonly Operation[] = [
  reads('listLocations', 'zones.list', async (driver) => () => driver.listLocations().toArray()),
  reads('listSizes', 'machineTypes.list', async (driver) => () => {
    return driver.listSizes({ location: 'europe-west1-b' }).toArray()
  }),
  reads('listKeyPairs', 'projects.get', async (driver) => {
    await importKey(driver)
    return () => driver.listKeyPairs().toArray()
  }),
  reads('getKeyPair', 'projects.get', async (driver) => {
    const pair = await importKey(driver)
    return () => driver.getKeyPair(pair)
  }),
  replaces('createKeyPair', set, async (driver) => () => driver.createKeyPair({ name: 'one' }), { effect }),
  replaces('importKeyPair', set, async (driver) => () => importKey(driver), { effect }),
  replaces(
    'deleteKeyPair',
    set,
    async (driver) => {
      const pair = await importKey(driver)
      return () => driver.deleteKeyPair(pair)
    },
    { effect },
  ),
  replaces('setProjectMetadata', set, async (driver) => () => setProjectMetadata(driver, { role: 'web' }), {
    effect,
  }),
  reads('getProject', 'projects.get', async (driver) => () => getProject(driver)),
  reads('listOperations', 'globalOperations.aggregatedList', async (driver) => {
    await newNode(driver)
    return () => listOperations(driver).toArray()
  }),
  reads('getOperation', 'zoneOperations.get', async (driver) => {
    const { native } = await newNode(driver)
    return () => getOperation(driver, String(native.operation))
  }),
]
