import assert from 'node:assert/strict'
import { type Case, type Cases, casesOf } from '../case.ts'
import type { Context } from '../context.ts'
import { errorCases, outageCases, type Provoking, secretCases, shown } from '../error-cases.ts'
import { rejection } from '../expect.ts'
import { missingCalls, safeCalls } from './calls.ts'

const calls: Provoking<Context> = {
  missing: missingCalls,
  invalid: ({ create }) => create({ name: '' }),
  thing: ({ running }) => running(),
}

const ofUserData: Cases<Context> = {
  'An error shows nothing of the user data': async (context) => {
    const marker = 'conformance-user-data-marker'
    const options = { userData: `#cloud-config\n# ${marker}\n`, image: 'no such image' }
    const error = await rejection(() => context.create(options), 'not-found')
    for (const text of [marker, Buffer.from(options.userData).toString('base64').slice(16, 40)]) {
      assert.ok(!shown(error).includes(text), 'user data was shown')
    }
  },
}

const ofStrangers: Cases<Context> = {
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
}

export const errors: readonly Case[] = [
  ...casesOf('errors', errorCases(calls)),
  ...casesOf('errors', ofUserData),
  ...casesOf('errors', secretCases(calls), { hook: 'secrets' }),
  ...casesOf('errors', outageCases(safeCalls), { hook: 'outage' }),
  ...casesOf('errors', ofStrangers, { hook: 'wrongCredentials' }),
]
