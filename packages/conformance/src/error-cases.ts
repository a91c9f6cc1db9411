import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { type CloudError, isCloudError } from '@cloud/core'
import type { Cases } from './case.ts'
import type { SuiteContext } from './context.ts'
import { each, eachAtOnce, rejection } from './expect.ts'
import type { SafeCalls } from './safe-call.ts'

/** The calls that a suite provokes errors with. */
export interface Provoking<C> {
  /** Members that name one thing, which is missing. */
  readonly missing: (context: C) => Promise<SafeCalls>
  /** One more, with a name that none may have. */
  readonly invalid: (context: C) => Promise<unknown>
  /** Something that the driver gave. */
  readonly thing: (context: C) => Promise<unknown>
}

/** What holds of every error. */
export function errorCases<C extends SuiteContext>(calls: Provoking<C>): Cases<C> {
  return {
    'An error tells its code, the provider and what was asked of it': async (context) => {
      await each(await calls.missing(context), async ({ knowable, run }) => {
        const error = await rejection(run, 'not-found')
        assert.ok(error instanceof Error && error.message !== '', 'no Error with a message')
        // Of what was never asked for there is nothing to tell.
        if (knowable) return
        for (const member of ['provider', 'operation'] as const) {
          const text = error[member]
          assert.ok(typeof text === 'string' && text !== '', `${member} is ${text}`)
        }
      })
    },

    'An error says whether the same call may succeed later': async (context) => {
      for (const error of await failures(context, calls)) {
        assert.equal(error.retryable, false, `${error.operation} that is ${error.code}`)
      }
    },

    'A failed write says by its outcome that it did not take effect': async (context) => {
      await each(await calls.missing(context), async ({ writes, run }) => {
        const error = await rejection(run, 'not-found')
        if (writes) assert.equal(error.outcome, 'not-applied')
      })
    },

    'Invalid input says what was wrong': async (context) => {
      const error = await rejection(() => calls.invalid(context), 'invalid')
      assert.equal(error.retryable, false)
      assert.equal(error.outcome, 'not-applied')
      assert.match(error.message, /name/i)
    },

    'The JSON of an error has its code and message, and its details are plain': async (context) => {
      for (const error of await failures(context, calls)) {
        const json = JSON.parse(JSON.stringify(error)) as Record<string, unknown>
        assert.equal(json.code, error.code)
        assert.equal(json.message, error.message)
        if (error.details !== undefined) assert.deepEqual(json.details, error.details)
      }
    },
  }
}

/** Needs `outage`. `all` are calls of every member. */
export function outageCases<C extends SuiteContext>(all: (context: C) => Promise<SafeCalls>): Cases<C> {
  return {
    'An outage of the cloud ends each call with unavailable, and never with an empty answer': async (
      context,
    ) => {
      const calls = await all(context)
      const { outage } = context.options
      await outage?.(true)
      try {
        await eachAtOnce(calls, async ({ writes, knowable, run }) => {
          const error = await rejection(run, 'unavailable', ...(knowable ? (['not-found'] as const) : []))
          if (error.code !== 'unavailable') return
          if (writes) assert.ok(['not-applied', 'unknown'].includes(String(error.outcome)), 'no outcome')
          else assert.equal(error.retryable, true, 'the same call may succeed later')
        })
      } finally {
        await outage?.(false)
      }
      await each(calls, async ({ writes, run }) => (writes ? rejection(run, 'not-found') : undefined))
    },
  }
}

/** Needs `secrets`. */
export function secretCases<C extends SuiteContext>(calls: Provoking<C>): Cases<C> {
  return {
    'Neither an error nor the driver shows credentials': async (context) => {
      const { driver, options } = context
      const sinks = [driver, await calls.thing(context), ...(await failures(context, calls))]
      for (const sink of sinks) {
        const text = shown(sink)
        const leaked = (options.secrets?.() ?? []).filter((one) => text.includes(one))
        // Never name the secret itself in a report.
        assert.equal(
          leaked.length,
          0,
          `a secret is shown by ${isCloudError(sink) ? sink.message : 'the driver'}`,
        )
      }
    },
  }
}

/** Everything that a log could show of a value. */
export function shown(value: unknown): string {
  const cause = value instanceof Error ? `${value.stack}\n${inspect(value.cause, { depth: null })}` : ''
  return [
    inspect(value, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(value) ?? '',
    String(value),
    cause,
  ].join('\n')
}

/** One error of every member that can miss what it names, and one of bad input. */
async function failures<C>(context: C, calls: Provoking<C>): Promise<CloudError[]> {
  const found: CloudError[] = []
  for (const { run } of Object.values(await calls.missing(context))) {
    found.push(await rejection(run, 'not-found'))
  }
  found.push(await rejection(() => calls.invalid(context), 'invalid'))
  return found
}
