import type { CallOptions, CookieStickiness, Listener, SourceIpStickiness, Stickiness } from '@cloud/core'
import { beforeWrite, checkNames, checkSeconds, invalid, serial, told } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { balancerIdOf, getBalancer } from './get-balancer.ts'
import { lbCapabilities } from './lb-capabilities.ts'
import { itemsOf, list } from './pages.ts'
import { perform } from './perform.ts'

type Sticking = CookieStickiness | SourceIpStickiness

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listLBStickinessPolicies.html */
interface PolicyWire {
  readonly id: string
  readonly name?: string
  readonly methodname: string
  readonly description?: string
  readonly params?: Readonly<Record<string, string>>
}

/**
 * Clients that come back, by a cookie or by their address. The cookies of a virtual router end with the browser's session: there `durationMs` is
 * kept and told, and nothing more; appliances that know a `holdtime` are given it.
 */
export function stickiness(client: CloudStackClient): Stickiness<Sticking> {
  const inTurn = serial()
  return {
    getStickiness: (balancer, call) =>
      client.within(call, async (left) => {
        const { id } = await getBalancer(client, balancer, left)
        return toStickiness(await policiesOf(client, id, left))
      }),
    setStickiness: (balancer, wanted, call) =>
      client.within(call, (left) => {
        const id = balancerIdOf(balancer)
        if (wanted !== undefined) checkStickiness(wanted)
        return inTurn(id, () => setStickiness(client, id, wanted, left), left)
      }),
  }
}

function toStickiness([policy]: readonly PolicyWire[]): Sticking | undefined {
  if (policy === undefined) return undefined
  if (/^source/i.test(policy.methodname)) return { by: 'source-ip' }
  const [, kept] = /\bcloud-duration:(\d+)\b/.exec(policy.description ?? '') ?? []
  const { holdtime, 'cookie-name': cookieName } = policy.params ?? {}
  const durationMs = kept === undefined ? Number(holdtime ?? 0) * 1000 : Number(kept)
  return { by: 'cookie', durationMs, ...(cookieName && { cookieName }) }
}

function checkStickiness(wanted: Sticking): void {
  checkNames('The stickiness', wanted, ['by', 'durationMs', 'cookieName'])
  if (wanted.by === 'source-ip') {
    checkNames('Stickiness by source-ip', wanted, ['by'])
    return
  }
  const { by, durationMs, cookieName } = wanted
  if (by !== 'cookie') throw invalid(`The stickiness is by ${told(by)}`, 'cookie or source-ip')
  checkSeconds('durationMs', durationMs, 1, 31_536_000)
  const fits = typeof cookieName === 'string' && /^[\w!#$%&'*+.^`|~-]{1,64}$/.test(cookieName)
  if (cookieName !== undefined && !fits)
    throw invalid(`${told(cookieName)} is no name of a cookie`, 'letters, digits and such as _ and -')
}

/** A policy is not changed: the old one goes, and another comes. */
async function setStickiness(
  client: CloudStackClient,
  id: string,
  wanted: Sticking | undefined,
  call: CallOptions,
): Promise<void> {
  const { listeners, native } = await beforeWrite(getBalancer(client, id, call))
  const before = await beforeWrite(policiesOf(client, id, call))
  if (wanted === undefined && before.length === 0) return
  const policy = wanted && (await policyFor(client, native.networkid, wanted, listeners, call))
  for (const each of before) await remove(client, id, each.id, call)
  if (policy !== undefined) await make(client, id, policy, call)
}

interface Policy {
  readonly methodname: string
  readonly description: string | undefined
  readonly params: readonly Readonly<Record<'name' | 'value', string>>[]
}

/** `invalid` where the network's balancer does not know the way, or no listener shows it cookies. */
async function policyFor(
  client: CloudStackClient,
  network: string | undefined,
  wanted: Sticking,
  listeners: readonly Pick<Listener, 'protocol'>[],
  call: CallOptions,
): Promise<Policy> {
  const methodname = wanted.by === 'cookie' ? 'LbCookie' : 'SourceBased'
  if (wanted.by === 'cookie' && !listeners.some(({ protocol }) => protocol === 'http'))
    throw invalid('No listener can set a cookie', 'one of http')
  const known = network === undefined ? undefined : (await lbCapabilities(client, network, call)).stickiness
  const parameters = known === undefined ? [] : known.get(methodname)
  if (parameters === undefined) {
    const all = [...(known?.keys() ?? [])].join(', ')
    throw invalid(`The balancer of the network ${network} has no ${methodname}`, all || 'none at all')
  }
  if (wanted.by !== 'cookie') return { methodname, description: undefined, params: [] }
  const { durationMs, cookieName } = wanted
  const params = [
    ...(cookieName === undefined ? [] : [{ name: 'cookie-name', value: cookieName }]),
    ...(parameters.includes('holdtime') ? [{ name: 'holdtime', value: String(durationMs / 1000) }] : []),
  ]
  return { methodname, description: `cloud-duration:${durationMs}`, params }
}

async function make(
  client: CloudStackClient,
  id: string,
  { methodname, description, params }: Policy,
  call: CallOptions,
): Promise<void> {
  const parameters = {
    lbruleid: id,
    methodname,
    name: `cloud-${methodname.toLowerCase()}`,
    description,
    param: params,
  }
  const shown = async (left: CallOptions) => (await policiesOf(client, id, left)).length > 0
  const word = 'createlbstickinesspolicy'
  await perform(client, { name: 'createLBStickinessPolicy', parameters, on: id, word, shown }, call)
}

async function remove(client: CloudStackClient, rule: string, id: string, call: CallOptions): Promise<void> {
  const shown = async (left: CallOptions) =>
    !(await policiesOf(client, rule, left)).some((policy) => policy.id === id)
  const word = 'deletelbstickinesspolicy'
  await perform(client, { name: 'deleteLBStickinessPolicy', parameters: { id }, on: id, word, shown }, call)
}

async function policiesOf(
  client: CloudStackClient,
  lbruleid: string,
  call: CallOptions,
): Promise<readonly PolicyWire[]> {
  const map = (wire: object) => itemsOf<PolicyWire>(wire, 'stickinesspolicy')
  const all = { name: 'listLBStickinessPolicies', key: 'stickinesspolicies', parameters: { lbruleid }, map }
  return (await list(client, all, call).toArray()).flat()
}
