import type { CallOptions, Listener, Listeners, Ref } from '@cloud/core'
import { afterWrite, beforeWrite, checkNames, invalid } from '@cloud/core/driver'
import { type GceBalancer, isSame, toBalancer } from './balancers-wire.ts'
import { checkListener, checkPort } from './check-balancer.ts'
import type { GceClient } from './client.ts'
import { getRule, makeRule } from './create-balancer.ts'
import { remove } from './destroy-balancer.ts'
import { getBalancer, placeOfBalancer } from './get-balancer.ts'
import { refusal } from './refusal.ts'

/** Each is a forwarding rule, at the address of those that are there. https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules */
export function balancerListeners(client: GceClient): Listeners<GceBalancer> {
  return {
    addListener: (balancer, listener, call) =>
      client.within(call, (left) => addListener(client, balancer, listener, left)),
    removeListener: (balancer, listener, call) =>
      client.within(call, (left) => removeListener(client, balancer, listener, left)),
  }
}

async function addListener(
  client: GceClient,
  ref: Ref<'balancer'>,
  given: Listener<never>,
  call: CallOptions,
): Promise<GceBalancer> {
  const listener = checkListener('The listener', given)
  const place = placeOfBalancer(ref)
  const balancer = await beforeWrite(getBalancer(client, place, call))
  if (balancer.listeners.some((one) => isSame(one, listener))) return balancer
  const [first] = balancer.native.rules
  if (first?.IPAddress === undefined) throw refusal('conflict', 'The balancer has no address yet')
  const way = { place, ip: first.IPAddress, listener }
  await makeRule(client, way, call)
  const { pool, rules } = balancer.native
  return toBalancer({ pool, rules: [...rules, await afterWrite(getRule(client, way, call))] })
}

async function removeListener(
  client: GceClient,
  ref: Ref<'balancer'>,
  given: Pick<Listener, 'port'> & Partial<Pick<Listener, 'protocol'>>,
  call: CallOptions,
): Promise<GceBalancer> {
  checkNames('The listener', given, [
    'protocol',
    'port',
    'targetProtocol',
    'targetPort',
    'certificate',
    'native',
  ])
  checkPort('The port', given.port)
  if (given.protocol !== undefined && !['http', 'https', 'tcp', 'tls', 'udp'].includes(given.protocol))
    throw invalid(`There is no protocol ${JSON.stringify(given.protocol)}`, 'tcp or udp')
  const place = placeOfBalancer(ref)
  const balancer = await beforeWrite(getBalancer(client, place, call))
  const found = balancer.listeners.filter(
    ({ port, protocol }) => port === given.port && (given.protocol ?? protocol) === protocol,
  )
  const [rule] = found
  if (rule?.native === undefined) return balancer
  if (found.length > 1)
    throw invalid(`Port ${given.port} has a listener of TCP and one of UDP`, 'its protocol, too')
  if (balancer.native.rules.length === 1) throw refusal('conflict', 'The last listener stays')
  const { pool, rules } = balancer.native
  const path = [place.scope, place.location, 'forwardingRules', rule.native.name]
  await remove(client, 'compute.forwardingRules.delete', path, call)
  return toBalancer({ pool, rules: rules.filter((one) => one !== rule.native) })
}
