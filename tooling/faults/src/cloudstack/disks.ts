import {
  attachIso,
  copySnapshot,
  createImageOf,
  deleteIso,
  detachIso,
  getImagePermissions,
  getIso,
  listIsos,
  registerImage,
  registerIso,
  revertSnapshot,
  shareImage,
  waitForIso,
} from '@cloud/cloudstack'
import type { Driver } from './driver.ts'
import {
  attachedVolume,
  far,
  image,
  newImage,
  newNode,
  newSnapshot,
  newVolume,
  type Operation,
  reads,
  readsOf,
  stoppedNode,
  storedVolume,
  writes,
} from './given.ts'

const disc = { name: 'one', url: 'https://images.example.com/one.iso', bootable: false }

async function newIso(driver: Driver) {
  const iso = await registerIso(driver, disc)
  return waitForIso(driver, iso)
}

async function discInNode(driver: Driver) {
  const [iso, node] = [await newIso(driver), await newNode(driver)]
  await attachIso(driver, node, iso)
  return node
}

const discs: readonly Operation[] = [
  reads('listIsos', 'listIsos', async (driver) => {
    await newIso(driver)
    return () => listIsos(driver).toArray()
  }),
  reads('getIso', 'listIsos', async (driver) => {
    const iso = await newIso(driver)
    return () => getIso(driver, iso)
  }),
  writes('registerIso', 'registerIso', 'lookup', async (driver) => () => registerIso(driver, disc), {
    effect: ['+iso'],
  }),
  writes(
    'deleteIso',
    'deleteIso',
    'lookup',
    async (driver) => {
      const iso = await newIso(driver)
      return () => deleteIso(driver, iso)
    },
    { effect: ['-iso'] },
  ),
  writes(
    'attachIso',
    'attachIso',
    'lookup',
    async (driver) => {
      const [iso, node] = [await newIso(driver), await newNode(driver)]
      return () => attachIso(driver, node, iso)
    },
    { effect: ['~virtualMachine.iso'] },
  ),
  writes(
    'detachIso',
    'detachIso',
    'lookup',
    async (driver) => {
      const node = await discInNode(driver)
      return () => detachIso(driver, node)
    },
    { effect: ['~virtualMachine.iso'] },
  ),
]

export const disks: readonly Operation[] = [
  ...discs,
  writes(
    'copySnapshot',
    'copySnapshot',
    'lookup',
    async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => copySnapshot(driver, snapshot, { location: far })
    },
    { effect: ['~snapshot.zones'] },
  ),
  writes('revertSnapshot', 'revertSnapshot', 'lookup', async (driver) => {
    const snapshot = await newSnapshot(driver)
    return () => revertSnapshot(driver, snapshot)
  }),
  reads('listVolumes', 'listVolumes', async (driver) => {
    await newVolume(driver)
    return () => driver.listVolumes().toArray()
  }),
  reads('getVolume', 'listVolumes', async (driver) => {
    const volume = await newVolume(driver)
    return () => driver.getVolume(volume)
  }),
  writes('createVolume', 'createVolume', 'lookup', async (driver) => () => newVolume(driver), {
    effect: ['+volume'],
  }),
  writes(
    'attachVolume',
    'attachVolume',
    'lookup',
    async (driver) => {
      const [volume, node] = [await newVolume(driver), await newNode(driver)]
      return () => driver.attachVolume(volume, { node })
    },
    { effect: ['~volume.attachedTo', '~volume.state'] },
  ),
  writes(
    'detachVolume',
    'detachVolume',
    'lookup',
    async (driver) => {
      const volume = await attachedVolume(driver)
      return () => driver.detachVolume(volume)
    },
    { effect: ['~volume.attachedTo'] },
  ),
  writes(
    'resizeVolume',
    'resizeVolume',
    'lookup',
    async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.resizeVolume(volume, 2)
    },
    { effect: ['~volume.sizeGiB'] },
  ),
  writes(
    'destroyVolume',
    'deleteVolume',
    'named',
    async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.destroyVolume(volume)
    },
    { effect: ['-volume'], second: 'not-found' },
  ),
  reads('listSnapshots', 'listSnapshots', async (driver) => {
    await newSnapshot(driver)
    return () => driver.listSnapshots().toArray()
  }),
  reads('getSnapshot', 'listSnapshots', async (driver) => {
    const snapshot = await newSnapshot(driver)
    return () => driver.getSnapshot(snapshot)
  }),
  writes(
    'createSnapshot',
    'createSnapshot',
    'lookup',
    async (driver) => {
      const volume = await storedVolume(driver)
      return () => driver.createSnapshot({ volume, name: 'one' })
    },
    { effect: ['+snapshot'], looksLast: true },
  ),
  writes(
    'destroySnapshot',
    'deleteSnapshot',
    'lookup',
    async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => driver.destroySnapshot(snapshot)
    },
    { effect: ['-snapshot'] },
  ),
  reads('getImage', 'listTemplates', async (driver) => () => driver.getImage(image)),
  writes(
    'createImage',
    'createTemplate',
    'lookup',
    async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.createImage({ node, name: 'one' })
    },
    { effect: ['+template'] },
  ),
  writes(
    'copyImage',
    'copyTemplate',
    'lookup',
    async (driver) => {
      const own = await newImage(driver)
      return () => driver.copyImage(own, { location: far })
    },
    { effect: ['~template.copies'] },
  ),
  writes(
    'deleteImage',
    'deleteTemplate',
    'lookup',
    async (driver) => {
      const own = await newImage(driver)
      return () => driver.deleteImage(own)
    },
    { effect: ['-template'] },
  ),
  writes(
    'createImageOf',
    'createTemplate',
    'lookup',
    async (driver) => {
      const snapshot = await newSnapshot(driver)
      const { native } = await driver.getImage(image)
      const osTypeId = native.ostypeid ?? ''
      return () => createImageOf(driver, { name: 'one', snapshot, osTypeId })
    },
    { effect: ['+template'] },
  ),
  writes(
    'registerImage',
    'registerTemplate',
    'lookup',
    async (driver) => {
      const { native } = await driver.getImage(image)
      const source = { url: 'https://images.example.com/one.qcow2', format: 'QCOW2', hypervisor: 'KVM' }
      return () => registerImage(driver, { name: 'one', ...source, osTypeId: native.ostypeid })
    },
    { effect: ['+template'] },
  ),
  readsOf('getImagePermissions', 'listTemplatePermissions', async (driver) => {
    const own = await newImage(driver)
    return () => getImagePermissions(driver, own)
  }),
  writes('shareImage', 'updateTemplatePermissions', 'idempotent', async (driver) => {
    const own = await newImage(driver)
    return () => shareImage(driver, own, { public: true })
  }),
]
