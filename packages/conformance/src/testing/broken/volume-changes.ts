import { anyId, type Broken, forgiven, refusal, swallowed } from './broken.ts'

const area = 'volumes'

/** Of attaching, growing and destroying volumes. */
export const brokenVolumeChanges: readonly Broken[] = [
  {
    mistake: 'leaves out which node has a volume',
    area,
    fails: ['attachVolume gives a volume to a node, detachVolume takes it'],
    change: (driver) => ({
      ...driver,
      getVolume: async (ref, call) => ({ ...(await driver.getVolume(ref, call)), attachedTo: [] }),
    }),
  },
  {
    mistake: 'fails where the node has the volume already',
    area,
    fails: ['attachVolume to the node that has the volume resolves'],
    change: (driver) => ({
      ...driver,
      attachVolume: async (ref, to, call) => {
        if ((await driver.getVolume(ref, call)).attachedTo.length > 0) throw refusal('conflict')
        await driver.attachVolume(ref, to, call)
      },
    }),
  },
  {
    mistake: 'says nothing where another node has the volume',
    area,
    fails: ['attachVolume of a volume that another node has rejects with conflict'],
    change: (driver) => ({
      ...driver,
      attachVolume: (ref, to, call) => forgiven(driver.attachVolume(ref, to, call), 'conflict'),
    }),
  },
  {
    mistake: 'attaches to a node that ended',
    area,
    fails: ['attachVolume to a node that is terminated rejects with conflict'],
    change: (driver) => ({
      ...driver,
      attachVolume: async (ref, to, call) => {
        if ((await driver.getNode(to.node, call)).state !== 'terminated')
          await driver.attachVolume(ref, to, call)
      },
    }),
  },
  {
    mistake: 'attaches to a node that is not there',
    area,
    fails: ['attachVolume rejects with not-found where volume or node do not exist'],
    change: (driver) => ({
      ...driver,
      attachVolume: (ref, to, call) => forgiven(driver.attachVolume(ref, to, call), 'not-found'),
    }),
  },
  {
    mistake: 'drops what it does not know of how to attach a volume',
    area,
    fails: ['attachVolume and detachVolume of what is no volume, or to what is no node, are invalid'],
    change: (driver) => ({
      ...driver,
      attachVolume: (ref, { node, device }, call) => driver.attachVolume(ref, { node, device }, call),
    }),
  },
  {
    mistake: 'fails where there is nothing to detach',
    area,
    fails: ['detachVolume of a volume that no node has resolves'],
    change: (driver) => ({
      ...driver,
      detachVolume: async (ref, call) => {
        if ((await driver.getVolume(ref, call)).attachedTo.length === 0) throw refusal('conflict')
        await driver.detachVolume(ref, call)
      },
    }),
  },
  {
    mistake: 'detaches a volume that is not there',
    area,
    fails: ['detachVolume of a volume that is not there rejects with not-found'],
    change: (driver) => ({
      ...driver,
      detachVolume: (ref, call) => swallowed(driver.detachVolume(ref, call)),
    }),
  },
  {
    mistake: 'detaches a volume to destroy it',
    area,
    fails: ['destroyVolume of a volume that a node has rejects with conflict'],
    change: (driver) => ({
      ...driver,
      destroyVolume: async (ref, call) => {
        await driver.detachVolume(ref, call)
        await driver.destroyVolume(ref, call)
      },
    }),
  },
  {
    mistake: 'destroys the volumes of a node with it',
    area,
    fails: ['A volume outlives the node that has it'],
    change: (driver) => ({
      ...driver,
      destroyNode: async (ref, call) => {
        const held = await driver.listVolumes({ node: anyId(ref) }, call).toArray()
        for (const { id } of held) {
          await driver.detachVolume(id, call)
          await driver.destroyVolume(id, call)
        }
        await driver.destroyNode(ref, call)
      },
    }),
  },
  {
    mistake: 'destroys a volume twice',
    area,
    fails: ['destroyVolume removes a volume, once'],
    change: (driver) => ({
      ...driver,
      destroyVolume: (ref, call) => forgiven(driver.destroyVolume(ref, call), 'not-found'),
    }),
  },
  {
    mistake: 'keeps the volumes that it destroys',
    area,
    fails: ['destroyVolume removes a volume, once', 'Nothing that was made here is left'],
    change: (driver) => ({
      ...driver,
      destroyVolume: async (ref, call) => {
        await driver.getVolume(ref, call)
      },
    }),
  },
  {
    mistake: 'destroys a volume that has the id of a node',
    area,
    fails: ['getVolume and destroyVolume of what is no volume are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      getVolume: (ref, call) => driver.getVolume(anyId(ref), call),
    }),
  },
  {
    mistake: 'calls an id invalid that is of no volume',
    area,
    fails: ['getVolume and destroyVolume of an id that no volume can have reject with not-found'],
    change: (driver) => ({
      ...driver,
      getVolume: async (ref, call) => {
        if (!/^volume-\d+$/.test(anyId(ref))) throw refusal('invalid')
        return driver.getVolume(ref, call)
      },
    }),
  },
  {
    mistake: 'knows volumes by their records only',
    area,
    fails: ['getVolume tells the volume by its id, by a record that carries it and by the volume itself'],
    change: (driver) => ({
      ...driver,
      getVolume: async (ref, call) => {
        if (typeof ref === 'string') throw refusal('invalid')
        return driver.getVolume(ref, call)
      },
    }),
  },
  {
    mistake: 'says that it grew a volume',
    area,
    fails: ['resizeVolume grows a volume'],
    change: (driver) => ({
      ...driver,
      resizeVolume: async (ref, _, call) => {
        await driver.getVolume(ref, call)
      },
    }),
  },
  {
    mistake: 'says that it shrank a volume',
    area,
    fails: ['resizeVolume to a size that is not larger is invalid, and the volume stays as it is'],
    change: (driver) => ({
      ...driver,
      resizeVolume: (ref, sizeGiB, call) => forgiven(driver.resizeVolume(ref, sizeGiB, call), 'invalid'),
    }),
  },
  {
    mistake: 'rounds the size that a volume is to have',
    area,
    fails: ['resizeVolume to what is no size is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      resizeVolume: (ref, sizeGiB, call) => driver.resizeVolume(ref, Math.ceil(sizeGiB), call),
    }),
  },
  {
    mistake: 'grows a volume that is not there',
    area,
    fails: ['resizeVolume of a volume that is not there rejects with not-found'],
    change: (driver) => ({
      ...driver,
      resizeVolume: (ref, sizeGiB, call) => swallowed(driver.resizeVolume(ref, sizeGiB, call)),
    }),
  },
]
