import { cancelCases, slowCancelCases } from '../cancel-cases.ts'
import { type Case, casesOf } from '../case.ts'
import type { BalancersContext } from '../context.ts'
import { algorithms } from './algorithms.ts'
import { balancers } from './balancers.ts'
import { safeCalls } from './calls.ts'
import { certificates } from './certificates.ts'
import { errors } from './errors.ts'
import { healthChecks } from './health-checks.ts'
import { lazy } from './lazy.ts'
import { listeners } from './listeners.ts'
import { members } from './members.ts'
import { portability } from './portability.ts'
import { stickiness } from './stickiness.ts'

/** Every case of the suite of load balancers, area by area. */
export const loadBalancersCases: readonly Case<BalancersContext>[] = [
  ...portability,
  ...balancers,
  ...members,
  ...lazy,
  ...casesOf('cancel', cancelCases(safeCalls)),
  ...casesOf('cancel', slowCancelCases(safeCalls), { hook: 'slow' }),
  ...errors,
  ...algorithms,
  ...healthChecks,
  ...listeners,
  ...certificates,
  ...stickiness,
]
