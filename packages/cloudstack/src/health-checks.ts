import type { ActiveHealthCheck, CallOptions, HealthCheck, HealthChecks } from '@cloud/core'
import { beforeWrite, checkNames, checkSeconds, checkWhole, invalid, serial, told } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { balancerIdOf, getBalancer } from './get-balancer.ts'
import { lbCapabilities } from './lb-capabilities.ts'
import type { CloudStackBalancer } from './load-balancers-wire.ts'
import { itemsOf, list } from './pages.ts'
import { perform } from './perform.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listLBHealthCheckPolicies.html */
interface PolicyWire {
  readonly id: string
  readonly pingpath?: string
  readonly responsetime?: number
  readonly healthcheckinterval?: number
  readonly healthcheckthresshold?: number
  readonly unhealthcheckthresshold?: number
}

/**
 * Every balancer sees whether its members take connections. By HTTP it asks them where its network can do that, on the port that it balances:
 * another is `invalid`.
 */
export function healthChecks(client: CloudStackClient): HealthChecks {
  const inTurn = serial()
  return {
    getHealthCheck: (balancer, call) =>
      client.within(call, async (left) => {
        const found = await getBalancer(client, balancer, left)
        return toHealthCheck(found, await policiesOf(client, found.id, left))
      }),
    setHealthCheck: (balancer, check, call) =>
      client.within(call, (left) => {
        const id = balancerIdOf(balancer)
        checkHealthCheck(check)
        return inTurn(id, () => setHealthCheck(client, id, check, left), left)
      }),
  }
}

function toHealthCheck(
  { listeners }: CloudStackBalancer,
  [policy]: readonly PolicyWire[],
): ActiveHealthCheck {
  const port = listeners[0]?.targetPort ?? 0
  if (policy === undefined) return { protocol: 'tcp', port }
  const { pingpath: path = '/', responsetime, healthcheckinterval, ...thresholds } = policy
  const { healthcheckthresshold: healthy, unhealthcheckthresshold: unhealthy } = thresholds
  return {
    protocol: 'http',
    port,
    path,
    ...(healthcheckinterval !== undefined && { intervalMs: healthcheckinterval * 1000 }),
    ...(responsetime !== undefined && { timeoutMs: responsetime * 1000 }),
    ...(healthy !== undefined && { healthyAfter: healthy }),
    ...(unhealthy !== undefined && { unhealthyAfter: unhealthy }),
  }
}

const names = ['protocol', 'port', 'path', 'intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter']

function checkHealthCheck(check: HealthCheck): void {
  checkNames('The health check', check, names)
  const { protocol, port, path, intervalMs, timeoutMs, healthyAfter, unhealthyAfter } = check
  if (protocol !== 'http' && protocol !== 'tcp')
    throw invalid(`The protocol is ${told(protocol)}`, 'http, or tcp')
  if (port !== undefined) checkWhole('The port', port, 1, 65_535)
  const others = { path, intervalMs, timeoutMs, healthyAfter, unhealthyAfter }
  const given = Object.entries(others).find(([, value]) => value !== undefined)
  if (protocol === 'tcp' && given !== undefined)
    throw invalid(`A health check of tcp has no ${given[0]}`, 'the protocol alone')
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path))
    throw invalid(`The path is ${told(path)}`, 'one that begins with /, encoded')
  // https://cloudstack.apache.org/api/apidocs-4.20/apis/createLBHealthCheckPolicy.html
  if (intervalMs !== undefined) checkSeconds('intervalMs', intervalMs, 1, 20_940)
  if (timeoutMs !== undefined) checkSeconds('timeoutMs', timeoutMs, 2, 60)
  if (intervalMs !== undefined && timeoutMs !== undefined && timeoutMs >= intervalMs)
    throw invalid('timeoutMs is not below intervalMs', 'a check ends before the next begins')
  for (const [what, times] of Object.entries({ healthyAfter, unhealthyAfter }))
    if (times !== undefined) checkWhole(what, times, 1, 32)
}

/** A policy is not changed: the old one goes, and another comes. */
async function setHealthCheck(
  client: CloudStackClient,
  id: string,
  check: HealthCheck,
  call: CallOptions,
): Promise<void> {
  const { listeners, native } = await beforeWrite(getBalancer(client, id, call))
  const port = listeners[0]?.targetPort
  if (check.port !== undefined && check.port !== port)
    throw invalid(`The port is ${check.port}`, `${port}, on which the members are balanced`)
  const before = await beforeWrite(policiesOf(client, id, call))
  if (check.protocol === 'http') await checkCapability(client, native.networkid, call)
  for (const policy of before) await remove(client, id, policy.id, call)
  if (check.protocol === 'http') await make(client, id, check, call)
}

async function checkCapability(
  client: CloudStackClient,
  network: string | undefined,
  call: CallOptions,
): Promise<void> {
  if (network === undefined || (await lbCapabilities(client, network, call)).healthChecks) return
  throw invalid(`The balancer of the network ${network} checks no health by http`, 'tcp')
}

async function make(
  client: CloudStackClient,
  id: string,
  { path = '/', intervalMs, timeoutMs, healthyAfter, unhealthyAfter }: HealthCheck,
  call: CallOptions,
): Promise<void> {
  const parameters = {
    lbruleid: id,
    pingpath: path,
    intervaltime: intervalMs === undefined ? undefined : intervalMs / 1000,
    responsetimeout: timeoutMs === undefined ? undefined : timeoutMs / 1000,
    healthythreshold: healthyAfter,
    unhealthythreshold: unhealthyAfter,
  }
  const shown = async (left: CallOptions) => (await policiesOf(client, id, left)).length > 0
  const word = 'createlbhealthcheckpolicy'
  await perform(client, { name: 'createLBHealthCheckPolicy', parameters, on: id, word, shown }, call)
}

async function remove(client: CloudStackClient, rule: string, id: string, call: CallOptions): Promise<void> {
  const shown = async (left: CallOptions) =>
    !(await policiesOf(client, rule, left)).some((policy) => policy.id === id)
  const word = 'deletelbhealthcheckpolicy'
  await perform(client, { name: 'deleteLBHealthCheckPolicy', parameters: { id }, on: id, word, shown }, call)
}

async function policiesOf(
  client: CloudStackClient,
  lbruleid: string,
  call: CallOptions,
): Promise<readonly PolicyWire[]> {
  const map = (wire: object) => itemsOf<PolicyWire>(wire, 'healthcheckpolicy')
  const all = { name: 'listLBHealthCheckPolicies', key: 'healthcheckpolicies', parameters: { lbruleid }, map }
  return (await list(client, all, call).toArray()).flat()
}
