import type { CallOptions, Listener, Listeners, Ref } from '@cloud/core'
import { CloudError, changed, checkNames, invalid, isCloudError, missing, named } from '@cloud/core/driver'
import { editBalancer } from './change-balancer.ts'
import { checkPort, ruleOf } from './check-listener.ts'
import { type DigitalOceanClient, send } from './client.ts'
import {
  type DigitalOceanListener,
  entryOf,
  type ForwardingRuleWire,
  sameRule,
  toListener,
} from './forwarding-rules-wire.ts'
import { balancerPath, getBalancer } from './get-balancer.ts'
import { certificatePath } from './get-certificate.ts'
import type { DigitalOceanBalancer } from './load-balancers-wire.ts'
import { explainedBy, isMissing } from './lookups.ts'

/** Which listener: where HTTP/3 is beside HTTPS on one port, `native.entryProtocol` tells them apart. */
type Which = Pick<Listener<DigitalOceanListener>, 'port'> &
  Partial<Pick<Listener<DigitalOceanListener>, 'protocol' | 'native'>>

export interface BalancerListeners extends Listeners<DigitalOceanBalancer, DigitalOceanListener> {
  readonly removeListener: (
    balancer: Ref<'balancer'>,
    listener: Which,
    call?: CallOptions,
  ) => Promise<DigitalOceanBalancer>
}

/** Forwarding rules, added and removed one by one. */
export function listeners(client: DigitalOceanClient): BalancerListeners {
  return {
    addListener: (balancer, listener, call) =>
      client.within(call, (left) => addListener(client, balancer, listener, left)),
    removeListener: (balancer, listener, call) =>
      client.within(call, (left) => removeListener(client, balancer, listener, left)),
  }
}

async function addListener(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  listener: Listener<DigitalOceanListener>,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  const rule = ruleOf('The listener', listener)
  return editBalancer(client, ref, call, async (balancer, left) => {
    const there = rulesOf(balancer).find((each) => entryOf(each) === entryOf(rule))
    if (there !== undefined && sameRule(there, rule)) return balancer
    if (there !== undefined) throw taken(balancer, rule)
    try {
      const name = 'loadBalancers_add_forwardingRules'
      return await change(client, balancer, { name, method: 'POST', rules: [rule] }, left)
    } catch (error) {
      throw await explainedBy(error, (refusal) => explain(client, refusal, rule, left))
    }
  })
}

async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  { certificate_id: id }: ForwardingRuleWire,
  call: CallOptions,
): Promise<CloudError | undefined> {
  if (error.status !== 422 || !id) return undefined
  const look = { name: 'certificates_get', path: certificatePath(id) }
  return (await isMissing(client, look, call)) ? missing(error, `certificate ${id}`) : undefined
}

function taken({ id }: DigitalOceanBalancer, rule: ForwardingRuleWire): CloudError {
  return new CloudError(`The balancer ${id} has another listener on ${entryOf(rule)}`, {
    code: 'already-exists',
    provider: 'digitalocean',
    outcome: 'not-applied',
  })
}

async function removeListener(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  listener: Which,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  checkNames('removeListener', listener, [
    'protocol',
    'port',
    'targetProtocol',
    'targetPort',
    'certificate',
    'native',
  ])
  const { port, protocol } = listener
  checkPort('The port', port)
  if (protocol !== undefined && !['http', 'https', 'tcp', 'tls', 'udp'].includes(protocol))
    throw invalid(`The protocol is ${JSON.stringify(protocol)}`, 'http, https, tcp, tls or udp')
  return editBalancer(client, ref, call, async (balancer, left) => {
    const all = rulesOf(balancer)
    const rules = all.filter((rule) => isMeant(rule, listener))
    if (rules.length === 0) return balancer
    if (rules.length > 1)
      throw invalid(`The balancer has two listeners on port ${port}`, 'protocol, which tells them apart')
    if (all.length === 1) throw last(balancer)
    const name = 'loadBalancers_remove_forwardingRules'
    return change(client, balancer, { name, method: 'DELETE', rules }, left)
  })
}

function isMeant(rule: ForwardingRuleWire, { port, protocol, native }: Which): boolean {
  const each = toListener(rule)
  const spoken = native?.entryProtocol
  return (
    each.port === port &&
    (protocol === undefined || each.protocol === protocol) &&
    (spoken === undefined || each.native?.entryProtocol === spoken)
  )
}

function last({ id }: DigitalOceanBalancer): CloudError {
  return new CloudError(`The balancer ${id} has no other listener`, {
    code: 'conflict',
    provider: 'digitalocean',
    outcome: 'not-applied',
  })
}

const rulesOf = ({ native }: DigitalOceanBalancer) => native.forwarding_rules

interface Change {
  readonly name: string
  readonly method: 'POST' | 'DELETE'
  readonly rules: readonly ForwardingRuleWire[]
}

/** Adds or removes rules. The answer is empty: the balancer that shows the change is read, also where the answer was lost. */
async function change(
  client: DigitalOceanClient,
  ref: DigitalOceanBalancer,
  { name, method, rules }: Change,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  const shows = (balancer: DigitalOceanBalancer) =>
    rules.every((rule) => rulesOf(balancer).some((each) => sameRule(each, rule)) === (method === 'POST'))
  const repeat = named<DigitalOceanBalancer | undefined>(async (left) => {
    const balancer = await getBalancer(client, ref, left)
    return shows(balancer) ? balancer : undefined
  })
  const path = `${balancerPath(ref)}/forwarding_rules`
  const body = { forwarding_rules: rules }
  const found = await send<DigitalOceanBalancer | undefined>(
    client,
    { name, repeat, method, path, body },
    call,
  )
  if (found !== undefined) return found
  try {
    return await getBalancer(client, ref, call)
  } catch (error) {
    throw isCloudError(error) ? changed(error, { outcome: 'applied', retryable: false }) : error
  }
}
