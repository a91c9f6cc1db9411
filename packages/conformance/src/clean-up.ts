import { isCloudError, supports } from '@cloud/core'
import type { Context } from './context.ts'
import { eventually } from './waiting.ts'

/** Destroys the nodes that a run created, and those that bear its name; deletes its key pairs. */
export async function removeAll(context: Context, run: string, created: ReadonlySet<string>): Promise<void> {
  const { driver } = context
  const ids = new Set(created)
  for await (const node of driver.listNodes()) if (node.name.startsWith(run)) ids.add(node.id)
  await Promise.all([...ids].map((id) => unlessMissing(driver.destroyNode(id))))
  if (!supports(driver, 'KeyPairs')) return
  for (const { id, name } of await driver.listKeyPairs().toArray()) {
    if (name.startsWith(run)) await unlessMissing(driver.deleteKeyPair(id))
  }
}

/** Resolves once nothing of the run is left; rejects with what is, when the time of a case is over. */
export async function leftovers(context: Context, run: string, created: ReadonlySet<string>): Promise<void> {
  const { driver, options } = context
  let left: string[] = []
  const look = async () => {
    const nodes = (await driver.listNodes().toArray()).filter(
      ({ id, name }) => name.startsWith(run) || created.has(id),
    )
    const known = (await options.nodeIds?.()) ?? []
    const keyPairs = supports(driver, 'KeyPairs') ? await driver.listKeyPairs().toArray() : []
    left = [
      ...nodes.map(({ id, state }) => `node ${id} (${state})`),
      ...known.filter((id) => created.has(id)).map((id) => `node ${id}`),
      ...keyPairs.filter(({ name }) => name.startsWith(run)).map(({ name }) => `key pair ${name}`),
    ]
    return left.length === 0 ? true : undefined
  }
  try {
    await eventually(context, 'nothing is left', look)
  } catch (error) {
    throw new Error(left.length > 0 ? `left behind: ${left.join(', ')}` : String(error), { cause: error })
  }
}

async function unlessMissing(removing: Promise<void>): Promise<void> {
  try {
    await removing
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error
  }
}
