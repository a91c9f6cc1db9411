import { type Compute, supports } from '@cloud/core'
import type { Context } from '../context.ts'
import { onStrangeIds, read, type SafeCalls, write } from '../safe-call.ts'
import { firewallCalls, imageCalls, networkCalls, snapshotCalls, volumeCalls } from './resource-calls.ts'

/**
 * Every member that takes call options and can be called without an effect, of Compute and of the abilities that the driver has. What
 * names nothing that could be missing, as `createFirewall`, is not among them.
 */
export async function safeCalls(context: Context): Promise<SafeCalls> {
  const { driver } = context
  const id = await context.missingNode()
  const target = await context.target()
  return {
    listNodes: read((call) => driver.listNodes({}, call).toArray()),
    listSizes: read((call) => driver.listSizes({}, call).toArray()),
    listImages: read((call) => driver.listImages({}, call).toArray()),
    listLocations: read((call) => driver.listLocations({}, call).toArray()),
    getNode: read((call) => driver.getNode(id, call)),
    createNode: write((call) => context.create({ image: 'no such image' }, call)),
    rebootNode: write((call) => driver.rebootNode(id, call)),
    destroyNode: write((call) => driver.destroyNode(id, call)),
    ...(supports(driver, 'NodeBatches') && {
      createNodeBatch: write((call) =>
        driver.createNodeBatch({ ...target, image: 'no such image', names: [context.name()] }, call),
      ),
    }),
    ...nodeCalls(driver, id, target.size),
    ...onStrangeIds({
      ...keyPairCalls(driver),
      ...volumeCalls(context, id),
      ...snapshotCalls(context),
      ...imageCalls(context, id),
      ...firewallCalls(driver, id),
      ...networkCalls(driver, id),
    }),
  }
}

/** The members that name one thing, which is missing: each rejects with `not-found`. */
export async function missingCalls(context: Context): Promise<SafeCalls> {
  const calls = Object.entries(await safeCalls(context))
  return Object.fromEntries(
    calls.filter(([member]) => !member.startsWith('list') || member === 'listHostKeys'),
  )
}

function nodeCalls(driver: Compute, id: string, size: string): SafeCalls {
  return {
    ...(supports(driver, 'Power') && {
      startNode: write((call) => driver.startNode(id, call)),
      stopNode: write((call) => driver.stopNode(id, call)),
    }),
    ...(supports(driver, 'Console') && {
      getConsoleOutput: read((call) => driver.getConsoleOutput(id, call)),
    }),
    ...(supports(driver, 'HostKeys') && { listHostKeys: read((call) => driver.listHostKeys(id, call)) }),
    ...(supports(driver, 'Resize') && { resizeNode: write((call) => driver.resizeNode(id, { size }, call)) }),
    ...(supports(driver, 'Tags') && {
      setTags: write((call) => driver.setTags({ kind: 'node', id }, { role: 'web' }, call)),
      removeTags: write((call) => driver.removeTags({ kind: 'node', id }, ['role'], call)),
    }),
  }
}

function keyPairCalls(driver: Compute): SafeCalls {
  if (!supports(driver, 'KeyPairs')) return {}
  return {
    listKeyPairs: read((call) => driver.listKeyPairs({}, call).toArray()),
    getKeyPair: read((call) => driver.getKeyPair('no such key', call)),
    deleteKeyPair: write((call) => driver.deleteKeyPair('no such key', call)),
  }
}
