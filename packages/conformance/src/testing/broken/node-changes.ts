import type { TagTarget } from '@cloud/core'
import { anyId, type Broken, forgiven, onlyThose, refusal, swallowed } from './broken.ts'

/** Of resizing and tags. */
export const brokenNodeChanges: readonly Broken[] = [
  {
    mistake: 'says nothing where a node that runs cannot be resized',
    area: 'resize',
    fails: ['resizeNode of a node that runs rejects with conflict, and the node runs on'],
    change: (driver) => ({
      ...driver,
      resizeNode: (node, options, call) => forgiven(driver.resizeNode(node, options, call), 'conflict'),
    }),
  },
  {
    mistake: 'stops a node to resize it',
    area: 'resize',
    fails: ['resizeNode of a node that runs rejects with conflict, and the node runs on'],
    change: (driver) => ({
      ...driver,
      resizeNode: async (node, options, call) => {
        if ((await driver.getNode(node, call)).state === 'running') await driver.stopNode(node, call)
        await driver.resizeNode(node, options, call)
      },
    }),
  },
  {
    mistake: 'starts a node that it has resized',
    area: 'resize',
    fails: ['resizeNode gives a stopped node another size, and it stays stopped'],
    change: (driver) => ({
      ...driver,
      resizeNode: async (node, options, call) => {
        await driver.resizeNode(node, options, call)
        await driver.startNode(node, call)
      },
    }),
  },
  {
    mistake: 'grows the disk with the size, and cannot go back',
    area: 'resize',
    fails: ['resizeNode leaves the disk as it is, so that the former size can be had again'],
    change: (driver) => ({
      ...driver,
      resizeNode: async (node, options, call) => {
        if (anyId(options.size) === 's1') throw refusal('invalid')
        await driver.resizeNode(node, options, call)
      },
    }),
  },
  {
    mistake: 'says nothing where a node cannot have a size',
    area: 'resize',
    fails: ['resizeNode to a size that the node cannot have is invalid'],
    change: (driver) => ({
      ...driver,
      resizeNode: (node, options, call) =>
        forgiven(
          driver.resizeNode(node, anyId(options.size) === 'a2' ? { size: 's2' } : options, call),
          'invalid',
        ),
    }),
  },
  {
    mistake: 'resizes to nothing where there is no such size',
    area: 'resize',
    fails: ['resizeNode rejects with not-found where node or size do not exist'],
    change: (driver) => ({
      ...driver,
      resizeNode: (node, options, call) => forgiven(driver.resizeNode(node, options, call), 'not-found'),
    }),
  },
  {
    mistake: 'drops what it does not know of how to resize',
    area: 'resize',
    fails: ['resizeNode without a size, or with what it does not know, is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      resizeNode: (node, { size }, call) => driver.resizeNode(node, { size }, call),
    }),
  },
  {
    mistake: 'sets the tags and takes the others away',
    area: 'tags',
    fails: ['setTags adds tags beside those that are there, and replaces values'],
    change: (driver) => ({
      ...driver,
      setTags: async (target, tags, call) => {
        const { tags: before } = await driver.getNode(target, call)
        await driver.removeTags(target, Object.keys(before), call)
        await driver.setTags(target, tags, call)
      },
    }),
  },
  {
    mistake: 'keeps the value of a tag that is there',
    area: 'tags',
    fails: ['setTags adds tags beside those that are there, and replaces values'],
    change: (driver) => ({
      ...driver,
      setTags: async (target, tags, call) => {
        const { tags: before } = await driver.getNode(target, call)
        await driver.setTags(target, { ...tags, ...before }, call)
      },
    }),
  },
  {
    mistake: 'takes all tags away',
    area: 'tags',
    fails: ['removeTags takes tags away by their keys, and leaves the others'],
    change: (driver) => ({
      ...driver,
      removeTags: async (target, _, call) => {
        const { tags } = await driver.getNode(target, call)
        await driver.removeTags(target, Object.keys(tags), call)
      },
    }),
  },
  {
    mistake: 'fails where a tag to remove is not there',
    area: 'tags',
    fails: ['removeTags takes tags away by their keys, and leaves the others'],
    change: (driver) => ({
      ...driver,
      removeTags: async (target, keys, call) => {
        const { tags } = await driver.getNode(target, call)
        if (keys.some((key) => !(key in tags))) throw refusal('not-found')
        await driver.removeTags(target, keys, call)
      },
    }),
  },
  {
    mistake: 'sends no tags to a provider that wants some',
    area: 'tags',
    fails: ['setTags of no tags and removeTags of no keys change nothing'],
    change: (driver) => ({
      ...driver,
      setTags: async (target, tags, call) => {
        if (Object.keys(tags).length === 0) throw refusal('invalid')
        await driver.setTags(target, tags, call)
      },
    }),
  },
  {
    mistake: 'keeps flat tags, of which a node has one each',
    area: 'tags',
    fails: ['Tags of one node are not those of another'],
    change: (driver) => ({
      ...driver,
      setTags: async (target, tags, call) => {
        for (const { id } of await driver.listNodes({}, call).toArray()) {
          await driver.setTags({ kind: 'node', id }, tags, call)
        }
        await driver.setTags(target, tags, call)
      },
    }),
  },
  {
    mistake: 'cuts long tags',
    area: 'tags',
    fails: ['Tags at the limits of the portable set can be set and removed'],
    change: (driver) => ({
      ...driver,
      setTags: (target, tags, call) => {
        const cut = Object.entries(tags).map(([key, value]) => [key.slice(0, 50), value.slice(0, 50)])
        return driver.setTags(target, Object.fromEntries(cut), call)
      },
    }),
  },
  {
    mistake: 'tags only what it gave itself',
    area: 'tags',
    fails: ['setTags and removeTags take a kind and an id'],
    change: (driver) => ({
      ...driver,
      setTags: async (target: TagTarget & { readonly state?: string }, tags, call) => {
        if (target.state === undefined) throw refusal('invalid')
        await driver.setTags(target, tags, call)
      },
    }),
  },
  {
    mistake: 'tags what is not there',
    area: 'tags',
    fails: ['setTags and removeTags of a node that is not there reject with not-found'],
    change: (driver) => ({
      ...driver,
      removeTags: (target, keys, call) => swallowed(driver.removeTags(target, keys, call)),
    }),
  },
  {
    mistake: 'drops tags that it cannot store',
    area: 'tags',
    fails: ['Tags that no cloud stores are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      setTags: (target, tags, call) => {
        const good = Object.entries(tags ?? {}).filter(([key]) => key !== '' && key.length < 100)
        return driver.setTags(target, Object.fromEntries(good), call)
      },
    }),
  },
  {
    mistake: 'takes whatever it is to tag for a node',
    area: 'tags',
    fails: ['Keys that are no texts, and what cannot be tagged, are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      setTags: ({ id }, tags, call) => driver.setTags({ kind: 'node', id }, tags, call),
    }),
  },
  {
    mistake: 'does not find nodes by tags that were set later',
    area: 'tags',
    fails: ['listNodes finds a node by tags that were set, and not by those that were removed'],
    change: (driver) => {
      const later = new Set<string>()
      return {
        ...driver,
        setTags: async (target, tags, call) => {
          later.add(target.id)
          await driver.setTags(target, tags, call)
        },
        listNodes: (query = {}, call) =>
          query.tags === undefined
            ? driver.listNodes(query, call)
            : onlyThose(driver.listNodes(query, call), ({ id }) => !later.has(id)),
      }
    },
  },
]
