import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import {
  beforeWrite,
  checkCidr,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
} from '@cloud/core/driver'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { list, oneOf } from './pages.ts'
import { remove } from './remove.ts'
import { checkNetworked, zoneIdOf, zoneOf } from './zones.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listVPCs.html */
export interface VpcWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  readonly cidr?: string
  readonly state?: string
  readonly zoneid?: string
  readonly vpcofferingid?: string
  readonly networkdomain?: string
  readonly network?: readonly { readonly id: string; readonly name: string }[]
}

/** A private cloud: a range whose parts are networks, its tiers. */
export interface Vpc extends Resource<'vpc', VpcWire> {
  readonly cidr?: string
  readonly location?: string
  /** The job that made it: of `createVpc` alone. */
  readonly operation?: string
}

export interface CreateVpc {
  readonly name: string
  /** As in `10.2.0.0/16`. */
  readonly cidr: string
  /** Left out, the driver's own zone. */
  readonly location?: Ref<'location'> | undefined
  /** The id of a VPC offering; left out, the server's default one. */
  readonly offering?: string | undefined
  readonly displayText?: string | undefined
  readonly domain?: string | undefined
}

/** What a VPC can be made of. */
export interface VpcOfferingWire {
  readonly id: string
  readonly name: string
  readonly isdefault?: boolean
  readonly state?: string
}

const vpcList = { name: 'listVPCs', key: 'vpc' } as const

export function listVpcs(
  driver: Driver,
  query: { readonly name?: string | undefined } = {},
  call?: CallOptions,
): Listing<Vpc> {
  const name = nameOf('listVpcs', query)
  const map = (wire: VpcWire) => (name === undefined || wire.name === name ? toVpc(wire) : undefined)
  return list(clientOf(driver), { ...vpcList, parameters: { name }, map }, call)
}

/** `not-found` where there is none. */
export function getVpc(driver: Driver, vpc: Ref<'vpc'>, call?: CallOptions): Promise<Vpc> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const id = idOf('VPC', vpc, 'vpc')
    return oneOf(client, { ...vpcList, map: (wire: VpcWire) => toVpc(wire) }, { what: 'VPC', id }, left)
  })
}

function toVpc(wire: VpcWire, operation?: string): Vpc {
  const { id, name, cidr, zoneid } = wire
  return {
    kind: 'vpc',
    id,
    name,
    ...(cidr && { cidr }),
    ...(zoneid && { location: zoneid }),
    ...(operation && { operation }),
    native: wire,
  }
}

/** Its tiers are networks: `createNetwork` with `native.vpc`. https://cloudstack.apache.org/api/apidocs-4.20/apis/createVPC.html */
export function createVpc(driver: Driver, options: CreateVpc, call?: CallOptions): Promise<Vpc> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createVpc', options, ['name', 'cidr', 'location', 'offering', 'displayText', 'domain'])
    const { location, offering, displayText, domain: networkdomain } = options
    const name = checkName('VPC', options.name)
    const cidr = checkCidr(options.cidr, [4])
    for (const [what, text] of Object.entries({ offering, displayText, networkdomain }))
      if (text !== undefined) checkText(what, text, { max: 255 })
    const zone = await beforeWrite(zoneOf(client, zoneIdOf(location), left))
    checkNetworked(zone, 'VPCs')
    const vpcofferingid = offering ?? (await beforeWrite(defaultVpcOffering(client, left)))
    const own = { name, displaytext: displayText ?? name, cidr, zoneid: zone.id }
    const parameters = { ...own, vpcofferingid, networkdomain }
    const map = (wire: VpcWire) => (wire.name === name ? wire : undefined)
    const among = { ...vpcList, parameters: { name, zoneid: zone.id }, map }
    const creation = { name: 'createVPC', parameters, among, result: 'vpc' }
    const { wire, operation } = await create<VpcWire>(client, creation, left)
    return toVpc(wire, operation)
  })
}

/** The VPC offerings that the account may use. */
export function listVpcOfferings(driver: Driver, call?: CallOptions): Listing<VpcOfferingWire> {
  return offerings(clientOf(driver), call)
}

function offerings(client: CloudStackClient, call: CallOptions | undefined): Listing<VpcOfferingWire> {
  const map = (wire: VpcOfferingWire) => wire
  const all = { name: 'listVPCOfferings', key: 'vpcoffering', parameters: { state: 'Enabled' }, map }
  return list(client, all, call)
}

async function defaultVpcOffering(client: CloudStackClient, call: CallOptions): Promise<string> {
  const all = await offerings(client, call).toArray()
  const found = all.find(({ isdefault }) => isdefault) ?? all[0]
  if (found !== undefined) return found.id
  throw invalid('There is no offering of VPCs', 'offering')
}

/** `not-found` where there is none; `conflict` where it has tiers. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteVPC.html */
export function deleteVpc(driver: Driver, vpc: Ref<'vpc'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const among = { ...vpcList, map: (wire: VpcWire) => wire }
    return remove(client, { name: 'deleteVPC', among, what: 'VPC', id: idOf('VPC', vpc, 'vpc') }, left)
  })
}
