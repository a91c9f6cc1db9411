import { listDiskOfferings, listNetworkOfferings, listOsTypes, listVpcOfferings } from '@cloud/cloudstack'
import { newNode, type Operation, reads, writes } from './given.ts'

export const catalogues: readonly Operation[] = [
  reads('listSizes', 'listServiceOfferings', async (driver) => () => driver.listSizes().toArray()),
  reads('listImages', 'listTemplates', async (driver) => () => driver.listImages().toArray()),
  reads('listLocations', 'listZones', async (driver) => () => driver.listLocations().toArray()),
  reads(
    'listDiskOfferings',
    'listDiskOfferings',
    async (driver) => () => listDiskOfferings(driver).toArray(),
  ),
  reads('listNetworkOfferings', 'listNetworkOfferings', async (driver) => () => {
    return listNetworkOfferings(driver).toArray()
  }),
  reads('listVpcOfferings', 'listVPCOfferings', async (driver) => () => listVpcOfferings(driver).toArray()),
  reads('listOsTypes', 'listOsTypes', async (driver) => () => listOsTypes(driver).toArray()),
  writes(
    'setTags',
    'createTags',
    'lookup',
    async (driver) => {
      const node = await newNode(driver)
      return () => driver.setTags(node, { role: 'web' })
    },
    { effect: ['~virtualMachine.tags'] },
  ),
  writes(
    'removeTags',
    'deleteTags',
    'lookup',
    async (driver) => {
      const node = await newNode(driver)
      await driver.setTags(node, { role: 'web' })
      return () => driver.removeTags(node, ['role'])
    },
    { effect: ['~virtualMachine.tags'] },
  ),
]
