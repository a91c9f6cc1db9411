import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { ErrorCode } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import { sendsNothing } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { each, eachAtOnce, rejection, within } from '../expect.ts'
import { safeCalls } from './calls.ts'

const outcomes = ['not-applied', 'applied', 'unknown']

const everyDriver = casesOf('cancel', {
  'A signal that is aborted already ends each call with aborted, and nothing is sent': async (context) => {
    const reason = new Error('changed my mind')
    const signal = AbortSignal.abort(reason)
    await each(await safeCalls(context), ({ writes, knowable, run }) =>
      sendsNothing(context, async () => {
        const error = await rejection(
          () => within(1000, () => run({ signal })),
          ...endings('aborted', knowable),
        )
        if (error.code !== 'aborted') return
        assert.equal(error.cause, reason, 'the cause is not the reason of the signal')
        if (writes) assert.equal(error.outcome, 'not-applied')
      }),
    )
  },

  'A signal aborted while a call runs lets it settle at once': async (context) => {
    await each(await safeCalls(context), async ({ run }) => {
      const cancel = new AbortController()
      const settled = within(2000, () => run({ signal: cancel.signal }).then(undefined, () => {}))
      cancel.abort()
      await settled
    })
  },

  'A signal aborted between pages ends the list with aborted': async (context) => {
    const list = await context.paged()
    const cancel = new AbortController()
    const pages = list(context.driver, { signal: cancel.signal }).pages()[Symbol.asyncIterator]()
    assert.equal((await pages.next()).done, false)
    const reason = new Error('enough')
    cancel.abort(reason)
    await sendsNothing(context, async () => {
      const error = await rejection(() => within(1000, () => pages.next()), 'aborted')
      assert.equal(error.cause, reason)
    })
  },

  'A call that has ended leaves nothing on its signal': async (context) => {
    const { signal } = new AbortController()
    const node = await context.running()
    await context.driver.getNode(node, { signal })
    await context.driver.listSizes({}, { signal }).toArray()
    await rejection(() => context.driver.destroyNode('no such node', { signal }), 'not-found')
    assert.equal(getEventListeners(signal, 'abort').length, 0, 'listeners are left on the signal')
  },

  'The timeout of a list does not count what the caller does between pages': async (context) => {
    const list = await context.paged()
    const pages = list(context.driver, { timeoutMs: 1000 }).pages()[Symbol.asyncIterator]()
    assert.equal((await pages.next()).done, false)
    await pause(1100)
    assert.equal((await pages.next()).done, false)
  },
})

const slowly = casesOf(
  'cancel',
  {
    'A signal aborted in the middle of a call ends it at once with aborted': async (context) => {
      const calls = await safeCalls(context)
      await slowed(context, () =>
        eachAtOnce(calls, async ({ writes, knowable, run }) => {
          const cancel = new AbortController()
          const reason = new Error('changed my mind')
          const ended = rejection(
            () => within(1000, () => run({ signal: cancel.signal })),
            ...endings('aborted', knowable),
          )
          setTimeout(() => cancel.abort(reason), 20)
          const error = await ended
          if (error.code !== 'aborted') return
          assert.equal(error.cause, reason, 'the cause is not the reason of the signal')
          if (writes) assert.ok(outcomes.includes(String(error.outcome)), 'a write without an outcome')
        }),
      )
    },

    'A call that was cancelled sends nothing more': async (context) => {
      const { driver } = context
      const list = await context.paged()
      await slowed(context, async () => {
        const cancel = new AbortController()
        const ended = rejection(() => list(driver, { signal: cancel.signal }).toArray(), 'aborted')
        await pause(50)
        cancel.abort()
        await ended
        await sendsNothing(context, () => pause(300))
      })
    },

    '`timeoutMs` ends a call with timeout': async (context) => {
      const calls = await safeCalls(context)
      await slowed(context, () =>
        eachAtOnce(calls, async ({ writes, knowable, run }) => {
          const error = await rejection(
            () => within(1000, () => run({ timeoutMs: 40 })),
            ...endings('timeout', knowable),
          )
          if (writes) assert.ok(outcomes.includes(String(error.outcome)), 'a write without an outcome')
        }),
      )
    },
  },
  'slow',
)

export const cancel: readonly Case[] = [...everyDriver, ...slowly]

/** A call that needed no answer of the cloud is over before it could be ended. */
function endings(code: ErrorCode, knowable = false): readonly [ErrorCode, ...ErrorCode[]] {
  return knowable ? [code, 'not-found'] : [code]
}

/** Runs `run` while every answer of the cloud takes two seconds. */
async function slowed({ options }: Context, run: () => Promise<void>): Promise<void> {
  await options.slow?.(2000)
  try {
    await run()
  } finally {
    await options.slow?.(0)
  }
}
