import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  beforeWrite,
  checkNames,
  checkText,
  checkWhole,
  clientOf,
  type HasClient,
  invalid,
  told,
} from '@cloud/core/driver'
import { aclIdOf, getAcl } from './acls.ts'
import type { CloudStackClient } from './client.ts'
import { makeRule, removeRule, ruleLists } from './make-rule.ts'
import { type Passes, passesOf } from './network-rules.ts'
import { list } from './pages.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listNetworkACLs.html */
export interface AclRuleWire {
  readonly id: string
  readonly aclid: string
  readonly number: number
  readonly protocol: string
  readonly startport?: string
  readonly endport?: string
  readonly icmptype?: number
  readonly icmpcode?: number
  /** Joined by commas. */
  readonly cidrlist?: string
  /** `Allow` or `Deny`. */
  readonly action: string
  /** `Ingress` or `Egress`. */
  readonly traffictype: string
  readonly reason?: string
  readonly state?: string
}

/** What comes from, or goes to, `cidrs`. */
export interface CreateAclRule extends Passes {
  readonly acl: Ref<'acl'>
  readonly direction: 'inbound' | 'outbound'
  /** Left out, `allow`. */
  readonly action?: 'allow' | 'deny' | undefined
  /** Its place: the first rule that fits decides. Left out, behind all others. */
  readonly number?: number | undefined
  readonly reason?: string | undefined
}

/** The rules of one list, or of all, by their places. */
export function listAclRules(
  driver: Driver,
  query: { readonly acl?: Ref<'acl'> | undefined } = {},
  call?: CallOptions,
): Listing<AclRuleWire> {
  checkNames('listAclRules', query, ['acl'])
  const aclid = query.acl && aclIdOf(query.acl)
  const map = (wire: AclRuleWire) => wire
  return list(clientOf(driver), { ...ruleLists.acl, parameters: { aclid }, map }, call)
}

const names = ['acl', 'direction', 'action', 'number', 'reason', 'protocol', 'ports', 'cidrs']

/** `not-found` where there is no such list; `invalid` for one of the two that every VPC has, and for a place that is taken. https://cloudstack.apache.org/api/apidocs-4.20/apis/createNetworkACL.html */
export function createAclRule(
  driver: Driver,
  options: CreateAclRule,
  call?: CallOptions,
): Promise<AclRuleWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createAclRule', options, names)
    const { direction, action = 'allow', number, reason } = options
    const passes = passesOf(options, ['tcp', 'udp', 'icmp', 'all'])
    if (direction !== 'inbound' && direction !== 'outbound')
      throw invalid(`The direction is ${told(direction)}`, 'inbound or outbound')
    if (action !== 'allow' && action !== 'deny')
      throw invalid(`The action is ${told(action)}`, 'allow or deny')
    if (number !== undefined) checkWhole('number', number, 1, 65_535)
    if (reason !== undefined) checkText('reason', reason, { max: 1024 })
    const { id: aclid, vpc } = await beforeWrite(getAcl(driver, options.acl, left))
    if (vpc === undefined)
      throw invalid(`The ACL ${aclid} is every VPC's, and stays as it is`, 'one of its own')
    const traffictype = direction === 'inbound' ? 'ingress' : 'egress'
    const parameters = { aclid, ...passes, traffictype, action, number, reason }
    return makeRule<AclRuleWire>(client, 'acl', { aclid }, parameters, left)
  })
}

/** `not-found` where there is none. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteNetworkACL.html */
export const deleteAclRule = (driver: Driver, id: string, call?: CallOptions): Promise<void> =>
  removeRule(clientOf(driver), 'acl', id, call)
