import type { Addresses, CallOptions, CreateAddress, Listing, Ref } from '@cloud/core'
import { beforeWrite, checkNames, checkTarget, checkText, invalid, named } from '@cloud/core/driver'
import { type AddressWire, type CloudStackAddress, toAddress } from './addresses-wire.ts'
import { type CloudStackClient, send } from './client.ts'
import { create } from './create.ts'
import { addressList, getAddress, shownAddress } from './get-address.ts'
import { isolatedNetwork } from './get-network.ts'
import { getVirtualMachine, nodeIdOf } from './get-node.ts'
import { findOne, list } from './pages.ts'
import { perform, refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { detachAddress } from './static-nat.ts'
import { checkNetworked, zoneIdOf, zoneOf } from './zones.ts'

/** What `createAddress` takes under `native`: ids, of which one at most. */
export interface CloudStackCreateAddress {
  /** An isolated network. Left out, the option `network`, or the account's only one in the zone. */
  readonly network?: string | undefined
  readonly vpc?: string | undefined
}

/** Public addresses of networks in advanced zones. One that leads to a node does so by static NAT. */
export function addresses(client: CloudStackClient): Addresses<CloudStackAddress, CloudStackCreateAddress> {
  return {
    listAddresses: (query = {}, call) => listAddresses(client, query, call),
    getAddress: (address, call) => client.within(call, (left) => getAddress(client, address, left)),
    createAddress: (options = {}, call) =>
      client.within(call, (left) => createAddress(client, options, left)),
    attachAddress: (address, to, call) =>
      client.within(call, (left) => attachAddress(client, address, to, left)),
    detachAddress: (address, call) =>
      client.within(call, async (left) => {
        await detachAddress(client, address, left)
      }),
    destroyAddress: (address, call) =>
      client.within(call, async (left) => {
        const found = await detachAddress(client, address, left)
        if (found.native.issourcenat)
          throw refusal(client, 'conflict', `${found.ip} is the source address of its network`)
        await release(client, found.id, left)
      }),
  }
}

function listAddresses(
  client: CloudStackClient,
  query: { readonly node?: Ref<'node'> | undefined },
  call: CallOptions | undefined,
): Listing<CloudStackAddress> {
  checkNames('listAddresses', query, ['node'])
  const node = query.node === undefined ? undefined : nodeIdOf(query.node)
  const map = (wire: AddressWire) => {
    const address = shownAddress(wire)
    return node === undefined || address?.node === node ? address : undefined
  }
  return list(client, { ...addressList, map }, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/associateIpAddress.html */
async function createAddress(
  client: CloudStackClient,
  options: CreateAddress<CloudStackCreateAddress>,
  call: CallOptions,
): Promise<CloudStackAddress> {
  checkNames('createAddress', options, ['version', 'location', 'native'])
  const { version = 4, location, native = {} } = options
  checkNames('createAddress under native', native, ['network', 'vpc'])
  const { network, vpc } = native
  for (const [what, text] of Object.entries({ network, vpc }))
    if (text !== undefined) checkText(`native.${what}`, text, { max: 255 })
  if (network !== undefined && vpc !== undefined) throw invalid('An address is of a network or of a VPC')
  if (version !== 4) throw invalid(`The version is ${JSON.stringify(version)}`, '4')
  const zone = await beforeWrite(zoneOf(client, zoneIdOf(location), call))
  checkNetworked(zone, 'addresses of networks')
  return acquire(client, { network, vpc, zone: zone.id }, call)
}

export async function acquire(
  client: CloudStackClient,
  { network, vpc, zone }: CloudStackCreateAddress & { readonly zone: string },
  call: CallOptions,
): Promise<CloudStackAddress> {
  const own = network ?? vpc ?? (await beforeWrite(isolatedNetwork(client, client.network, zone, call)))
  const parameters =
    vpc === undefined && own !== undefined ? { networkid: own } : vpc ? { vpcid: vpc } : { zoneid: zone }
  const among = { ...addressList, parameters: { zoneid: zone }, map: (wire: AddressWire) => wire }
  const creation = { name: 'associateIpAddress', parameters, among, result: 'ipaddress' }
  const { wire, operation } = await create<AddressWire>(client, creation, call)
  return toAddress(wire, operation)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/enableStaticNat.html */
async function attachAddress(
  client: CloudStackClient,
  ref: Ref<'address'>,
  to: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  checkTarget('attachAddress', to, ['node'])
  const node = nodeIdOf(to.node)
  const address = await beforeWrite(getAddress(client, ref, call))
  if (address.node === node) return
  const { id, ip, native } = address
  const machine = await beforeWrite(getVirtualMachine(client, node, call))
  if (machine.zoneid !== native.zoneid)
    throw invalid(`${ip} is in the zone ${native.zoneid}, and the node in ${machine.zoneid}`, 'one zone')
  if (address.node !== undefined) throw refusal(client, 'conflict', `${ip} leads to the node ${address.node}`)
  if (native.issourcenat) throw refusal(client, 'conflict', `${ip} is the source address of its network`)
  const nic = machine.nic?.find(({ isdefault }) => isdefault)
  const networkid = native.associatednetworkid === undefined ? nic?.networkid : undefined
  const find = async (left: CallOptions) =>
    (await getAddress(client, id, left)).node === node ? {} : undefined
  const parameters = { ipaddressid: id, virtualmachineid: node, networkid }
  try {
    await send<object>(client, { name: 'enableStaticNat', repeat: named<object>(find), parameters }, call)
  } catch (error) {
    throw refusedNow(error)
  }
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/disassociateIpAddress.html */
export async function release(client: CloudStackClient, id: string, call: CallOptions): Promise<void> {
  const look = { ...addressList, parameters: { id }, map: shownAddress }
  const isGone = async (left: CallOptions) => (await findOne(client, look, left)) === undefined
  const action = { name: 'disassociateIpAddress', parameters: { id }, on: id, word: 'disassociateip' }
  try {
    await perform(client, { ...action, shown: isGone }, call)
  } catch (error) {
    throw refusedNow(error)
  }
}
