import assert from 'node:assert/strict'
import { type Case, type Cases, casesOf } from '../case.ts'
import type { StorageContext } from '../context.ts'
import { errorCases, outageCases, type Provoking, secretCases } from '../error-cases.ts'
import { rejection } from '../expect.ts'
import { missingCalls, safeCalls } from './calls.ts'
import { anObject, freeObject, textOf } from './things.ts'

const calls: Provoking<StorageContext> = {
  missing: missingCalls,
  invalid: (context) => context.driver.createBucket({ name: '' }),
  thing: anObject,
}

const ofStrangers: Cases<StorageContext> = {
  'Wrong credentials are unauthorized, and nothing is read or written': async (context) => {
    const stranger = await context.options.wrongCredentials?.()
    assert.ok(stranger)
    const at = await anObject(context, 'mine')
    const read = await rejection(() => stranger.listBuckets().toArray(), 'unauthorized')
    assert.equal(read.retryable, false)
    await rejection(() => stranger.readObject(at), 'unauthorized')
    for (const write of [() => stranger.putObject(at, 'yours'), () => stranger.deleteObject(at)]) {
      const { outcome } = await rejection(write, 'unauthorized')
      assert.equal(outcome, 'not-applied')
    }
    assert.equal(await textOf(context.driver, at), 'mine')
  },
}

const lost: Cases<StorageContext> = {
  'A put whose answer was lost is done once more, or says that its outcome is unknown': async (context) => {
    const { driver, options } = context
    const at = await freeObject(context)
    await options.losePut?.()
    try {
      await driver.putObject(at, 'content')
    } catch (error) {
      const { outcome } = await rejection(() => Promise.reject(error), 'network')
      assert.equal(outcome, 'unknown')
    }
    assert.equal(await textOf(driver, at), 'content')
  },
}

export const errors: readonly Case<StorageContext>[] = [
  ...casesOf('errors', errorCases(calls)),
  ...casesOf('errors', secretCases(calls), { hook: 'secrets' }),
  ...casesOf('errors', outageCases(safeCalls), { hook: 'outage' }),
  ...casesOf('errors', ofStrangers, { hook: 'wrongCredentials' }),
  ...casesOf('errors', lost, { hook: 'losePut' }),
]
