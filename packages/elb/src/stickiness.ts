import type { CallOptions, CookieStickiness, Ref, SourceIpStickiness, Stickiness } from '@cloud/core'
import {
  beforeWrite,
  checkNames,
  checkSeconds,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  told,
} from '@cloud/core/driver'
import type { ElbClient } from './client.ts'
import { balancerArn } from './get-balancer.ts'
import { type Attributes, groupAttributes, setGroupAttributes } from './group-attributes.ts'
import { memberGroups } from './own-groups.ts'

const off: Attributes = { 'stickiness.enabled': 'false' }

/** Of application balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
export function stickiness(client: ElbClient): Stickiness {
  return {
    getStickiness: (balancer, call) =>
      client.within(call, async (left) => toStickiness(await attributesOf(client, balancer, left))),
    setStickiness: (balancer, wanted, call) =>
      client.within(call, async (left) => {
        const id = idOf('balancer', balancer, 'balancer')
        await setAll(client, id, wanted === undefined ? off : cookieAttributes(wanted), left)
      }),
  }
}

async function attributesOf(client: ElbClient, ref: Ref<'balancer'>, call: CallOptions): Promise<Attributes> {
  const [group] = await memberGroups(client, balancerArn(client, ref), call)
  return groupAttributes(client, group, call)
}

async function setAll(
  client: ElbClient,
  id: string,
  attributes: Attributes,
  call: CallOptions,
): Promise<void> {
  const groups = await beforeWrite(memberGroups(client, balancerArn(client, id), call))
  await setGroupAttributes(client, groups, attributes, call)
}

/** AWS names the cookie itself: `AWSALB`. */
export function checkCookie(wanted: CookieStickiness, most: number): number {
  checkNames('The stickiness', wanted, ['by', 'durationMs', 'cookieName'])
  const { by, durationMs, cookieName } = wanted
  if (by !== 'cookie') throw invalid(`The stickiness is by ${told(by)}`, 'cookie')
  if (cookieName !== undefined) throw invalid('AWS lets nobody choose the name of the cookie', 'none')
  return checkSeconds('durationMs', durationMs, 1, most)
}

function cookieAttributes(wanted: CookieStickiness): Attributes {
  return {
    'stickiness.enabled': 'true',
    'stickiness.type': 'lb_cookie',
    'stickiness.lb_cookie.duration_seconds': String(checkCookie(wanted, 604_800)),
  }
}

/** Also by a cookie of the members' own, which `setTargetGroupAttributes` can ask for. */
export function toStickiness(attributes: Attributes): CookieStickiness | SourceIpStickiness | undefined {
  if (attributes['stickiness.enabled'] !== 'true') return undefined
  const type = attributes['stickiness.type']
  if (type !== 'lb_cookie' && type !== 'app_cookie') return { by: 'source-ip' }
  const durationMs = Number(attributes[`stickiness.${type}.duration_seconds`] ?? 86_400) * 1000
  const cookieName = attributes['stickiness.app_cookie.cookie_name']
  return { by: 'cookie', durationMs, ...(type === 'app_cookie' && cookieName && { cookieName }) }
}

type NetworkDriver = HasClient<ElbClient<'network'>>

/**
 * Whether a network balancer sends a client's address to the same member each time. `not-found` where there is no such balancer.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 */
export function getSourceIpStickiness(
  driver: NetworkDriver,
  balancer: Ref<'balancer'>,
  call?: CallOptions,
): Promise<boolean> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const told = toStickiness(await attributesOf(client, balancer, left))
    return told?.by === 'source-ip'
  })
}

export function setSourceIpStickiness(
  driver: NetworkDriver,
  balancer: Ref<'balancer'>,
  enabled: boolean,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = idOf('balancer', balancer, 'balancer')
    if (typeof enabled !== 'boolean') throw invalid(`enabled is ${told(enabled)}`, 'true or false')
    const on: Attributes = { 'stickiness.enabled': 'true', 'stickiness.type': 'source_ip' }
    await setAll(client, id, enabled ? on : off, left)
  })
}
