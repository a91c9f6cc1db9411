import { idsBefore, removeAll } from '../clean-up.ts'
import type { StorageContext } from '../context.ts'
import { newLedger } from '../ledger.ts'
import type { StorageConformanceOptions } from '../options.ts'
import { bucketRemoval } from '../removals.ts'
import type { Session } from '../suite.ts'

/** Makes the driver of an area and what its cases share, lazily. */
export async function openStorageSession(
  options: StorageConformanceOptions,
): Promise<Session<StorageContext>> {
  const driver = await options.driver()
  const all = [bucketRemoval(driver)]
  const { run, made, name, track, shared, forget } = newLedger(await idsBefore(options, all))
  const context: StorageContext = {
    driver,
    options,
    another: async () => options.driver(),
    name,
    track,
    shared,
    bucket: () =>
      shared('bucket', async () => track(await driver.createBucket({ name: name('bucket') })).name),
  }
  const cleanUp = async () => {
    forget()
    await removeAll(context, all, run, made)
    made.clear()
  }
  return { context, cleanUp }
}
