import type { CallOptions, CookieStickiness, Ref, Stickiness } from '@cloud/core'
import { beforeWrite, idOf, invalid, named, withOutcome } from '@cloud/core/driver'
import type { ClassicWire, ListenerDescriptionWire } from './classic-wire.ts'
import { type ClassicClient, done, idempotent, send } from './client.ts'
import { classicName, getClassic } from './get-classic.ts'
import { unlessGone } from './lookups.ts'
import { checkCookie } from './stickiness.ts'

/** Policies are never changed: for each duration there is one, which comes with the first listener that has it and goes with the last. */
const ownPrefix = 'cloud-sticky-'
const policyFor = (seconds: number) => `${ownPrefix}${seconds}`

/** As long as AWS lets it be. */
const mostSeconds = 2_147_483_647

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-sticky-sessions.html */
export function classicStickiness(client: ClassicClient): Stickiness {
  return {
    getStickiness: (balancer, call) =>
      client.within(call, async (left) =>
        stickinessOf(await getClassic(client, classicName(balancer), left)),
      ),
    setStickiness: (balancer, wanted, call) =>
      client.within(call, async (left) => {
        const id = idOf('balancer', balancer, 'balancer')
        return client.inTurn(id, () => setStickiness(client, id, wanted, left), left)
      }),
  }
}

/** That of the first listener that has any; a cookie that lasts as long as the browser has the duration 0. */
export function stickinessOf({ ListenerDescriptions, Policies }: ClassicWire): CookieStickiness | undefined {
  const used = ListenerDescriptions.flatMap(({ PolicyNames }) => PolicyNames)
  const all = Policies?.LBCookieStickinessPolicies ?? []
  const policy = all.find(({ PolicyName }) => used.includes(PolicyName))
  if (policy === undefined) return undefined
  return { by: 'cookie', durationMs: (policy.CookieExpirationPeriod ?? 0) * 1000 }
}

async function setStickiness(
  client: ClassicClient,
  id: string,
  wanted: CookieStickiness | undefined,
  call: CallOptions,
): Promise<void> {
  const seconds = wanted === undefined ? undefined : checkCookie(wanted, mostSeconds)
  const name = classicName(id)
  const wire = await beforeWrite(getClassic(client, name, call))
  const listeners = wire.ListenerDescriptions.filter(({ Listener }) => /^HTTPS?$/i.test(Listener.Protocol))
  if (seconds !== undefined && listeners.length === 0)
    throw invalid('No listener can set a cookie', 'one of http or https')
  if (seconds !== undefined) await makePolicy(client, wire, seconds, call)
  try {
    for (const listener of listeners) await setPolicy(client, wire, { listener, seconds }, call)
    const spent = ownPolicies(wire).filter((policy) => seconds === undefined || policy !== policyFor(seconds))
    for (const policy of spent) await removePolicy(client, name, policy, call)
  } catch (error) {
    throw withOutcome(error, 'unknown')
  }
}

const stickyNames = ({ Policies }: ClassicWire): readonly string[] =>
  [...(Policies?.LBCookieStickinessPolicies ?? []), ...(Policies?.AppCookieStickinessPolicies ?? [])].map(
    ({ PolicyName }) => PolicyName,
  )

const ownPolicies = (wire: ClassicWire): readonly string[] =>
  stickyNames(wire).filter((policy) => policy.startsWith(ownPrefix))

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLBCookieStickinessPolicy.html */
async function makePolicy(
  client: ClassicClient,
  wire: ClassicWire,
  seconds: number,
  call: CallOptions,
): Promise<void> {
  const [LoadBalancerName, PolicyName] = [wire.LoadBalancerName, policyFor(seconds)]
  if (stickyNames(wire).includes(PolicyName)) return
  const find = async (left: CallOptions) => {
    const seen = await getClassic(client, LoadBalancerName, left)
    return stickyNames(seen).includes(PolicyName) ? {} : undefined
  }
  const parameters = { LoadBalancerName, PolicyName, CookieExpirationPeriod: seconds }
  const action = 'CreateLBCookieStickinessPolicy'
  await send(client, { name: action, repeat: named(find), parameters, answer: done }, call)
}

interface Setting {
  readonly listener: ListenerDescriptionWire
  readonly seconds: number | undefined
}

/** The policies of a listener are replaced whole: those of its TLS stay. */
async function setPolicy(
  client: ClassicClient,
  wire: ClassicWire,
  { listener, seconds }: Setting,
  call: CallOptions,
): Promise<void> {
  const sticky = stickyNames(wire)
  const others = listener.PolicyNames.filter((policy) => !sticky.includes(policy))
  const PolicyNames = seconds === undefined ? others : [...others, policyFor(seconds)]
  if (PolicyNames.toSorted().join() === listener.PolicyNames.toSorted().join()) return
  const parameters = {
    LoadBalancerName: wire.LoadBalancerName,
    LoadBalancerPort: listener.Listener.LoadBalancerPort,
    PolicyNames,
  }
  const action = 'SetLoadBalancerPoliciesOfListener'
  await send(client, { name: action, repeat: idempotent, parameters, answer: done }, call)
}

async function removePolicy(
  client: ClassicClient,
  LoadBalancerName: string,
  PolicyName: string,
  call: CallOptions,
): Promise<void> {
  const parameters = { LoadBalancerName, PolicyName }
  const request = { name: 'DeleteLoadBalancerPolicy', repeat: idempotent, parameters, answer: done }
  await unlessGone(send(client, request, call))
}

/** A listener that comes later sends clients back as the others do. */
export async function stickAlike(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  before: ClassicWire,
  call: CallOptions,
): Promise<void> {
  const seconds = (stickinessOf(before)?.durationMs ?? 0) / 1000
  if (seconds === 0 || !ownPolicies(before).includes(policyFor(seconds))) return
  const wire = await getClassic(client, classicName(ref), call)
  for (const listener of wire.ListenerDescriptions)
    if (/^HTTPS?$/i.test(listener.Listener.Protocol))
      await setPolicy(client, wire, { listener, seconds }, call)
}
