import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from './context.ts'
import { each, rejection } from './expect.ts'
import type { Waiting } from './waiting.ts'

/** How many requests reach the cloud while `run` runs and shortly after; undefined where the cloud does not count. */
export async function requestsOf(context: Waiting, run: () => unknown): Promise<number | undefined> {
  const count = context.options.requests
  if (count === undefined) {
    await run()
    return undefined
  }
  const before = count()
  await run()
  // What is sent too early is sent in the background.
  await pause(10)
  return count() - before
}

/** Runs `run`, during which no request may reach the cloud; where it does not count them, only runs it. */
export async function sendsNothing(context: Waiting, run: () => unknown): Promise<void> {
  const sent = await requestsOf(context, run)
  assert.equal(sent ?? 0, 0, `${sent} requests were sent`)
}

/** Bad input: `call` with each of the samples rejects with `invalid`, before a request is sent. */
export async function refuses<T>(
  context: Waiting,
  samples: Readonly<Record<string, T>>,
  call: (sample: T) => unknown,
): Promise<void> {
  await each(samples, (sample) => sendsNothing(context, () => rejection(() => call(sample), 'invalid')))
}

/** Bad queries: `list` with each of them throws `invalid` at the call that makes the list, before a request is sent. */
export async function refusesQueries(
  context: Waiting,
  list: (query: object) => unknown,
  queries: Readonly<Record<string, object>>,
): Promise<void> {
  await refuses(context, queries, (query) => {
    list(query)
  })
}

/** Runs `run`, after which the cloud has no node that it had not before. */
export async function createsNothing(context: Context, run: () => unknown): Promise<void> {
  const before = new Set(await nodeIds(context))
  await run()
  const created = (await nodeIds(context)).filter((id) => !before.has(id))
  assert.deepEqual(created, [], 'nodes were created')
}

/** Ids of the nodes that are not terminated, as the cloud itself tells them where it can. */
export async function nodeIds(context: Context): Promise<readonly string[]> {
  const { options, driver } = context
  if (options.nodeIds) return options.nodeIds()
  return (await driver.listNodes().toArray()).map((node) => node.id)
}
