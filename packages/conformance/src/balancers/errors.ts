import assert from 'node:assert/strict'
import { type Case, type Cases, casesOf } from '../case.ts'
import type { BalancersContext } from '../context.ts'
import { errorCases, outageCases, type Provoking, secretCases } from '../error-cases.ts'
import { rejection } from '../expect.ts'
import { missingCalls, safeCalls } from './calls.ts'
import { balancerOptions, theBalancer } from './things.ts'

const calls: Provoking<BalancersContext> = {
  missing: missingCalls,
  invalid: (context) => context.driver.createBalancer({ ...balancerOptions(context), name: '' }),
  thing: theBalancer,
}

const ofStrangers: Cases<BalancersContext> = {
  'Wrong credentials are unauthorized, and nothing is created': async (context) => {
    const stranger = await context.options.wrongCredentials?.()
    assert.ok(stranger)
    const { location } = await theBalancer(context)
    const options = { ...balancerOptions(context), location }
    const read = await rejection(() => stranger.listBalancers().toArray(), 'unauthorized')
    const write = await rejection(() => stranger.createBalancer(options), 'unauthorized')
    assert.equal(read.retryable, false)
    assert.equal(write.outcome, 'not-applied')
    assert.deepEqual(await context.driver.listBalancers({ name: options.name }).toArray(), [])
  },
}

export const errors: readonly Case<BalancersContext>[] = [
  ...casesOf('errors', errorCases(calls)),
  ...casesOf('errors', secretCases(calls), { hook: 'secrets' }),
  ...casesOf('errors', outageCases(safeCalls), { hook: 'outage' }),
  ...casesOf('errors', ofStrangers, { hook: 'wrongCredentials' }),
]
