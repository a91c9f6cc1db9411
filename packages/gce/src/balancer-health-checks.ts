import type { ActiveHealthCheck, CallOptions, HealthCheck, HealthChecks, Ref } from '@cloud/core'
import { beforeWrite, idOf, invalid, isCloudError, serial } from '@cloud/core/driver'
import {
  checkName,
  editChecks,
  getCheck,
  insertCheck,
  ownCheckLink,
  updateCheck,
  type WantedCheck,
} from './balancer-checks.ts'
import { firstPort } from './balancers-wire.ts'
import type { GceClient } from './client.ts'
import { getBalancer, getPool, placeOfBalancer } from './get-balancer.ts'
import { checkHealthCheck, toHealthCheck } from './health-checks-wire.ts'
import { nameIn, type Place } from './ids.ts'
import { refusal } from './refusal.ts'

/**
 * Members are asked by HTTP alone: a target pool takes no other check, and one at the most. `getHealthCheck` is `not-found` of a balancer that
 * has none, as one of UDP alone. https://cloud.google.com/load-balancing/docs/health-checks#legacy-health-checks
 */
export function balancerHealthChecks(client: GceClient): HealthChecks {
  const inTurn = serial()
  return {
    getHealthCheck: (balancer, call) => client.within(call, (left) => getHealthCheck(client, balancer, left)),
    setHealthCheck: (balancer, check, call) =>
      client.within(call, (left) => {
        const id = idOf('balancer', balancer, 'balancer')
        checkHealthCheck(check)
        return inTurn(id, () => setHealthCheck(client, placeOfBalancer(id), check, left), left)
      }),
  }
}

async function getHealthCheck(
  client: GceClient,
  ref: Ref<'balancer'>,
  call: CallOptions,
): Promise<ActiveHealthCheck> {
  const { healthChecks: [link] = [] } = await getPool(client, placeOfBalancer(ref), call)
  if (link !== undefined) return toHealthCheck(await getCheck(client, link, call))
  throw refusal('not-found', 'The balancer has no health check: each member is taken to be well')
}

async function setHealthCheck(
  client: GceClient,
  place: Place,
  check: HealthCheck,
  call: CallOptions,
): Promise<void> {
  const { listeners, native } = await beforeWrite(getBalancer(client, place, call))
  const port = check.port ?? firstPort(listeners)
  if (port === undefined) throw invalid('The balancer has listeners of UDP alone', 'a port for the check')
  const wanted = { ...check, port }
  const [before] = native.pool.healthChecks ?? []
  if (before !== undefined && nameIn(before) === checkName(place))
    return updateCheck(client, place, wanted, call)
  await makeOrUpdate(client, place, wanted, call)
  // One that somebody else made stays, and is asked for no more.
  if (before !== undefined)
    await editChecks(client, place, 'removeHealthCheck', before.slice(before.indexOf('projects/')), call)
  await editChecks(client, place, 'addHealthCheck', await ownCheckLink(client, place), call)
}

/** One of that name is left from an earlier call that was cut short. */
async function makeOrUpdate(
  client: GceClient,
  place: Place,
  wanted: WantedCheck,
  call: CallOptions,
): Promise<void> {
  try {
    await insertCheck(client, place, wanted, call)
  } catch (error) {
    if (!isCloudError(error, 'already-exists')) throw error
    await updateCheck(client, place, wanted, call)
  }
}
