import type { CallOptions, Listing, Member, NodeTarget } from '@cloud/core'
import { checkNames, checkTarget, encodeRfc3986, idOf } from '@cloud/core/driver'
import { type MemberWire, toMember } from './balancers-wire.ts'
import { type AcmeClient, send } from './client.ts'
import { list } from './pages.ts'

/** The id of the server that is meant. */
export function serverOf(what: string, target: NodeTarget): string {
  checkTarget(what, target, ['node'])
  return idOf('node', target.node, 'node')
}

export const listMembers = (
  client: AcmeClient,
  balancer: string,
  call: CallOptions | undefined,
): Listing<Member> => list(client, { name: 'listMembers', path: `${balancer}/members`, map: toMember }, call)

export function attachMember(
  client: AcmeClient,
  balancer: string,
  target: NodeTarget,
  call: CallOptions | undefined,
): Promise<Member> {
  const path = memberPath(balancer, serverOf('The member', target))
  const repeat = { class: 'idempotent' } as const
  const map = (wire: MemberWire) => toMember(wire)
  return send(client, { name: 'attachMember', repeat, method: 'PUT', path, map }, call)
}

/** The API takes it well that it is none. */
export function detachMember(
  client: AcmeClient,
  balancer: string,
  target: NodeTarget | Pick<Member, 'kind' | 'id'>,
  call: CallOptions | undefined,
): Promise<void> {
  const path = memberPath(balancer, isMember(target) ? memberOf(target) : serverOf('The member', target))
  const repeat = { class: 'idempotent' } as const
  return send(client, { name: 'detachMember', repeat, method: 'DELETE', path, map: () => undefined }, call)
}

const memberPath = (balancer: string, server: string) => `${balancer}/members/${encodeRfc3986(server)}`

const isMember = (target: unknown): target is Pick<Member, 'kind' | 'id'> =>
  Object.hasOwn(Object(target), 'kind') && Reflect.get(Object(target), 'kind') !== 'node'

function memberOf(member: Pick<Member, 'kind' | 'id'>): string {
  checkNames('The member', member, ['kind', 'id', 'node', 'state', 'native'])
  return idOf('member', member, 'member')
}
