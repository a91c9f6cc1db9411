import assert from 'node:assert/strict'
import { type ErrorCode, systemClock } from '@cloud/core'
import type { Cases } from './case.ts'
import { sendsNothing } from './cloud-side.ts'
import type { SuiteContext } from './context.ts'
import { atOnceMs, each, eachAtOnce, rejection, within } from './expect.ts'
import type { SafeCalls } from './safe-call.ts'

/** What the cloud takes, so long that no call that waits for it is taken for one that ended at once. */
const verySlowMs = 20_000

const outcomes = ['not-applied', 'applied', 'unknown']

/** What holds of a signal whatever the call. */
export function cancelCases<C extends SuiteContext>(calls: (context: C) => Promise<SafeCalls>): Cases<C> {
  return {
    'A signal that is aborted already ends each call with aborted, and nothing is sent': async (context) => {
      const reason = new Error('changed my mind')
      const signal = AbortSignal.abort(reason)
      await each(await calls(context), ({ writes, knowable, run }) =>
        sendsNothing(context, async () => {
          const error = await rejection(
            () => within(atOnceMs, () => run({ signal })),
            ...endings('aborted', knowable),
          )
          if (error.code !== 'aborted') return
          assert.equal(error.cause, reason, 'the cause is not the reason of the signal')
          if (writes) assert.equal(error.outcome, 'not-applied')
        }),
      )
    },

    'A signal aborted while a call runs lets it settle at once': async (context) => {
      await each(await calls(context), async ({ run }) => {
        const cancel = new AbortController()
        const settled = within(atOnceMs, () => run({ signal: cancel.signal }).then(undefined, () => {}))
        cancel.abort()
        await settled
      })
    },
  }
}

/** What can be seen only while the cloud takes its time. */
export function slowCancelCases<C extends SuiteContext>(calls: (context: C) => Promise<SafeCalls>): Cases<C> {
  return {
    'A signal aborted in the middle of a call ends it at once with aborted': async (context) => {
      const all = await calls(context)
      const { clock = systemClock } = context.options
      await slowed(context, verySlowMs, () =>
        eachAtOnce(all, async ({ writes, knowable, run }) => {
          const cancel = new AbortController()
          const reason = new Error('changed my mind')
          const ended = rejection(
            () => within(atOnceMs, () => run({ signal: cancel.signal })),
            ...endings('aborted', knowable),
          )
          clock.after(20, () => cancel.abort(reason))
          const error = await ended
          if (error.code !== 'aborted') return
          assert.equal(error.cause, reason, 'the cause is not the reason of the signal')
          if (writes) assert.ok(outcomes.includes(String(error.outcome)), 'a write without an outcome')
        }),
      )
    },

    '`timeoutMs` ends a call with timeout': async (context) => {
      const all = await calls(context)
      await slowed(context, verySlowMs, () =>
        eachAtOnce(all, async ({ writes, knowable, run }) => {
          const error = await rejection(
            () => within(atOnceMs, () => run({ timeoutMs: 40 })),
            ...endings('timeout', knowable),
          )
          if (writes) assert.ok(outcomes.includes(String(error.outcome)), 'a write without an outcome')
        }),
      )
    },
  }
}

/** Runs `run` while every answer of the cloud takes `ms`. */
export async function slowed({ options }: SuiteContext, ms: number, run: () => Promise<void>): Promise<void> {
  await options.slow?.(ms)
  try {
    await run()
  } finally {
    await options.slow?.(0)
  }
}

/** A call that needed no answer of the cloud is over before it could be ended. */
function endings(code: ErrorCode, knowable = false): readonly [ErrorCode, ...ErrorCode[]] {
  return knowable ? [code, 'not-found'] : [code]
}
