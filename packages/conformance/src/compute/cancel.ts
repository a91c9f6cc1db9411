import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { cancelCases, slowCancelCases, slowed } from '../cancel-cases.ts'
import { type Case, type Cases, casesOf } from '../case.ts'
import { sendsNothing } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { atOnceMs, rejection, within } from '../expect.ts'
import { pause } from '../waiting.ts'
import { safeCalls } from './calls.ts'

const everyDriver: Cases<Context> = {
  'A call that has ended leaves nothing on its signal': async (context) => {
    const { signal } = new AbortController()
    const node = await context.running()
    await context.driver.getNode(node, { signal })
    await context.driver.listSizes({}, { signal }).toArray()
    await rejection(() => context.driver.destroyNode('no such node', { signal }), 'not-found')
    assert.equal(getEventListeners(signal, 'abort').length, 0, 'listeners are left on the signal')
  },
}

const turning: Cases<Context> = {
  'A signal aborted between pages ends the list with aborted': async (context) => {
    const list = await context.paged()
    const cancel = new AbortController()
    const pages = list(context.driver, { signal: cancel.signal }).pages()[Symbol.asyncIterator]()
    assert.equal((await pages.next()).done, false)
    const reason = new Error('enough')
    cancel.abort(reason)
    await sendsNothing(context, async () => {
      const error = await rejection(() => within(atOnceMs, () => pages.next()), 'aborted')
      assert.equal(error.cause, reason)
    })
  },

  'The timeout of a list does not count what the caller does between pages': async (context) => {
    const list = await context.paged()
    const pages = list(context.driver, { timeoutMs: 1000 }).pages()[Symbol.asyncIterator]()
    assert.equal((await pages.next()).done, false)
    await pause(context, 1100)
    assert.equal((await pages.next()).done, false)
  },
}

const turningSlowly: Cases<Context> = {
  'A call that was cancelled sends nothing more': async (context) => {
    const { driver } = context
    const list = await context.paged()
    await slowed(context, 2_000, async () => {
      const cancel = new AbortController()
      const ended = rejection(() => list(driver, { signal: cancel.signal }).toArray(), 'aborted')
      await pause(context, 50)
      cancel.abort()
      await ended
      await sendsNothing(context, () => pause(context, 300))
    })
  },
}

export const cancel: readonly Case[] = [
  ...casesOf('cancel', cancelCases(safeCalls)),
  ...casesOf('cancel', everyDriver),
  ...casesOf('cancel', turning, { pages: true }),
  ...casesOf('cancel', slowCancelCases(safeCalls), { hook: 'slow' }),
  ...casesOf('cancel', turningSlowly, { hook: 'slow', pages: true }),
]
