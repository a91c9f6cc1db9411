import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { type CloudError, isCloudError } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import type { Context } from '../context.ts'
import { each, rejection } from '../expect.ts'
import { missingCalls } from './calls.ts'

const everyDriver = casesOf('errors', {
  'An error tells its code, the provider and what was asked of it': async (context) => {
    const error = await rejection(
      async () => context.driver.getNode(await context.missingNode()),
      'not-found',
    )
    assert.ok(error instanceof Error && error.message !== '', 'no Error with a message')
    for (const member of ['provider', 'operation'] as const) {
      const text = error[member]
      assert.ok(typeof text === 'string' && text !== '', `${member} is ${text}`)
    }
  },

  'An error says whether the same call may succeed later': async (context) => {
    for (const error of await failures(context)) {
      assert.equal(error.retryable, false, `${error.operation} that is ${error.code}`)
    }
  },

  'A failed write says by its outcome that it did not take effect': async (context) => {
    await each(await missingCalls(context), async ({ writes, run }) => {
      const error = await rejection(run, 'not-found')
      if (writes) assert.equal(error.outcome, 'not-applied')
    })
  },

  'Invalid input says what was wrong': async ({ create, target }) => {
    await target()
    const error = await rejection(() => create({ name: '' }), 'invalid')
    assert.equal(error.retryable, false)
    assert.equal(error.outcome, 'not-applied')
    assert.match(error.message, /name/i)
  },

  'The JSON of an error has its code and message, and its details are plain': async (context) => {
    for (const error of await failures(context)) {
      const json = JSON.parse(JSON.stringify(error)) as Record<string, unknown>
      assert.equal(json.code, error.code)
      assert.equal(json.message, error.message)
      if (error.details !== undefined) assert.deepEqual(json.details, error.details)
    }
  },

  'An error shows nothing of the user data': async (context) => {
    const marker = 'conformance-user-data-marker'
    const options = { userData: `#cloud-config\n# ${marker}\n`, image: 'no such image' }
    const error = await rejection(() => context.create(options), 'not-found')
    for (const text of [marker, Buffer.from(options.userData).toString('base64').slice(16, 40)]) {
      assert.ok(!shown(error).includes(text), 'user data was shown')
    }
  },
})

const withSecrets = casesOf(
  'errors',
  {
    'Neither an error nor the driver shows credentials': async (context) => {
      const { driver, options } = context
      const sinks = [driver, await context.running(), ...(await failures(context))]
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
  },
  'secrets',
)

const withWrongCredentials = casesOf(
  'errors',
  {
    'Wrong credentials are unauthorized, and nothing is created': async (context) => {
      const stranger = await context.options.wrongCredentials?.()
      assert.ok(stranger)
      const options = { name: context.name(), ...(await context.target()) }
      const read = await rejection(() => stranger.listNodes().toArray(), 'unauthorized')
      const write = await rejection(() => stranger.createNode(options), 'unauthorized')
      assert.equal(read.retryable, false)
      assert.equal(write.outcome, 'not-applied')
      assert.deepEqual(await context.driver.listNodes({ name: options.name }).toArray(), [])
    },
  },
  'wrongCredentials',
)

export const errors: readonly Case[] = [...everyDriver, ...withSecrets, ...withWrongCredentials]

/** One error of every member that can miss what it names, and one of bad input. */
async function failures(context: Context): Promise<CloudError[]> {
  const found: CloudError[] = []
  for (const { run } of Object.values(await missingCalls(context))) {
    found.push(await rejection(run, 'not-found'))
  }
  found.push(await rejection(() => context.create({ name: '' }), 'invalid'))
  return found
}

/** Everything that a log could show of a value. */
function shown(value: unknown): string {
  const cause = value instanceof Error ? `${value.stack}\n${inspect(value.cause, { depth: null })}` : ''
  return [
    inspect(value, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(value) ?? '',
    String(value),
    cause,
  ].join('\n')
}
