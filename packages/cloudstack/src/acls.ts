import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import {
  beforeWrite,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
} from '@cloud/core/driver'
import { checkName } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { getNetwork, networkList } from './get-network.ts'
import type { NetworkWire } from './networks-wire.ts'
import { list, oneOf } from './pages.ts'
import { perform, refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { removeSeen } from './remove.ts'
import { getVpc } from './vpcs.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listNetworkACLLists.html */
export interface AclWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly vpcid?: string
  readonly vpcname?: string
}

/** A list of the rules by which a tier of a VPC lets traffic in and out. */
export interface Acl extends Resource<'acl', AclWire> {
  /** Left out for the two that every VPC has: one lets nothing in, the other everything. */
  readonly vpc?: string
}

export interface CreateAcl {
  readonly name: string
  readonly vpc: Ref<'vpc'>
  /** Left out, the name. */
  readonly description?: string | undefined
}

const aclList = { name: 'listNetworkACLLists', key: 'networkacllist' } as const

export const aclIdOf = (acl: Ref<'acl'>): string => idOf('ACL', acl, 'acl')

/** Those of one VPC, if it is given; with them the two that every VPC has. */
export function listAcls(
  driver: Driver,
  query: { readonly name?: string | undefined; readonly vpc?: Ref<'vpc'> | undefined } = {},
  call?: CallOptions,
): Listing<Acl> {
  checkNames('listAcls', query, ['name', 'vpc'])
  const { name, vpc } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const vpcid = vpc === undefined ? undefined : idOf('VPC', vpc, 'vpc')
  const map = (wire: AclWire) => (name === undefined || wire.name === name ? toAcl(wire) : undefined)
  return list(clientOf(driver), { ...aclList, parameters: { name, vpcid }, map }, call)
}

/** `not-found` where there is none. */
export function getAcl(driver: Driver, acl: Ref<'acl'>, call?: CallOptions): Promise<Acl> {
  const client = clientOf(driver)
  return client.within(call, (left) => findAcl(client, aclIdOf(acl), left))
}

const findAcl = (client: CloudStackClient, id: string, call: CallOptions): Promise<Acl> =>
  oneOf(client, { ...aclList, map: toAcl }, { what: 'ACL', id }, call)

function toAcl(wire: AclWire): Acl {
  const { id, name, vpcid } = wire
  return { kind: 'acl', id, name, ...(vpcid && { vpc: vpcid }), native: wire }
}

/** `not-found` where there is no such VPC. Several may have one name. https://cloudstack.apache.org/api/apidocs-4.20/apis/createNetworkACLList.html */
export function createAcl(driver: Driver, options: CreateAcl, call?: CallOptions): Promise<Acl> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createAcl', options, ['name', 'vpc', 'description'])
    const name = checkName('ACL', options.name)
    const { description } = options
    if (description !== undefined) checkText('description', description, { max: 1024 })
    const { id: vpcid } = await beforeWrite(getVpc(driver, options.vpc, left))
    const map = (wire: AclWire) => (wire.name === name ? wire : undefined)
    const among = { ...aclList, parameters: { name, vpcid }, map }
    const parameters = { name, vpcid, description }
    const creation = { name: 'createNetworkACLList', parameters, among, result: 'networkacllist' }
    return toAcl((await create<AclWire>(client, creation, left)).wire)
  })
}

/** `not-found` where there is none; `conflict` where a tier has it. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteNetworkACLList.html */
export function deleteAcl(driver: Driver, acl: Ref<'acl'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id, vpc } = await beforeWrite(findAcl(client, aclIdOf(acl), left))
    const map = ({ aclid, id: tier }: NetworkWire) => (aclid === id ? tier : undefined)
    const tiers = { ...networkList, parameters: { vpcid: vpc }, map }
    const [tier] = await beforeWrite(list(client, tiers, left).toArray({ max: 1 }))
    // The server has no code for it: its job fails as for any reason.
    if (tier !== undefined) throw refusal(client, 'conflict', `The tier ${tier} goes by the ACL ${id}`)
    const among = { ...aclList, map: toAcl }
    await removeSeen(client, { name: 'deleteNetworkACLList', among, id }, left)
  })
}

/** Has a tier go by another list of its VPC. `not-found` where either does not exist. https://cloudstack.apache.org/api/apidocs-4.20/apis/replaceNetworkACLList.html */
export function setNetworkAcl(
  driver: Driver,
  network: Ref<'network'>,
  acl: Ref<'acl'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const aclid = aclIdOf(acl)
    const { id, native } = await beforeWrite(getNetwork(client, network, left))
    if (native.vpcid === undefined) throw invalid(`The network ${id} is in no VPC`, 'a tier')
    if (native.aclid === aclid) return
    await beforeWrite(findAcl(client, aclid, left))
    const shown = async (still: CallOptions) => (await getNetwork(client, id, still)).native.aclid === aclid
    const parameters = { aclid, networkid: id }
    const action = { name: 'replaceNetworkACLList', parameters, on: aclid, word: 'replacenetworkacllist' }
    try {
      await perform(client, { ...action, shown }, left)
    } catch (error) {
      throw refusedNow(error)
    }
  })
}
