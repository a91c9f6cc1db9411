import type { Addresses, CallOptions, CreateAddress, Listing, Ref } from '@cloud/core'
import { afterWrite, beforeWrite, checkNames, idOf, invalid } from '@cloud/core/driver'
import { list } from '@cloud/google'
import { type AddressWire, type GceAddress, toAddress } from './addresses-wire.ts'
import {
  addressPath,
  attachAddress,
  detach,
  detachAddress,
  getAddressWire,
  placeOfAddress,
} from './attach-address.ts'
import { change, filterOf, type GceClient, projectPath } from './client.ts'
import { locationOf, type Place, regionIn } from './ids.ts'
import { explained, placeNamed } from './lookups.ts'
import { checkName } from './names.ts'

/** What `createAddress` takes under `native`. */
export interface GceCreateAddress {
  /** Left out, one is made. */
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly networkTier?: 'PREMIUM' | 'STANDARD' | undefined
  /** An address that something has for as long as it runs, to be kept. */
  readonly address?: string | undefined
}

/** External addresses of regions, of IPv4. https://cloud.google.com/compute/docs/reference/rest/v1/addresses */
export function addresses(client: GceClient): Addresses<GceAddress, GceCreateAddress> {
  return {
    listAddresses: (query = {}, call) => listAddresses(client, query, call),
    getAddress: (address, call) =>
      client.within(call, async (left) =>
        toAddress(await getAddressWire(client, placeOfAddress(address), left)),
      ),
    createAddress: (options = {}, call) =>
      client.within(call, (left) => createAddress(client, options, left)),
    attachAddress: (address, to, call) =>
      client.within(call, (left) => attachAddress(client, address, to, left)),
    detachAddress: (address, call) => client.within(call, (left) => detachAddress(client, address, left)),
    destroyAddress: (address, call) => client.within(call, (left) => destroyAddress(client, address, left)),
  }
}

type Query = { readonly node?: Ref<'node'> | undefined }

function listAddresses(client: GceClient, query: Query, call: CallOptions | undefined): Listing<GceAddress> {
  checkNames('listAddresses', query, ['node'])
  const node = query.node === undefined ? undefined : idOf('node', query.node, 'node')
  const map = (wire: AddressWire) => {
    // Internal ones, and those of the whole world, lead to no node.
    if (wire.addressType === 'INTERNAL' || wire.region === undefined) return undefined
    const address = toAddress(wire)
    return node === undefined || address.node === node ? address : undefined
  }
  const path = () => projectPath(client, ['aggregated', 'addresses'])
  const narrowed = filterOf('addressType = EXTERNAL')
  const name = 'compute.addresses.aggregatedList'
  return list(client, { name, path, query: narrowed, key: 'addresses', map }, call)
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/addresses/insert */
async function createAddress(
  client: GceClient,
  options: CreateAddress<GceCreateAddress>,
  call: CallOptions,
): Promise<GceAddress> {
  checkNames('createAddress', options, ['version', 'location', 'native'])
  const { version = 4, native = {} } = options
  checkNames('createAddress under native', native, ['name', 'description', 'networkTier', 'address'])
  if (version !== 4) throw invalid(`There are no addresses of IPv${version} that lead to nodes`, 'version 4')
  const name = checkName('address', native.name ?? `address-${crypto.randomUUID()}`)
  const location = regionIn(locationOf(client, options.location))
  const place: Place = { scope: 'regions', location, name }
  const body = { ...native, name, addressType: 'EXTERNAL' }
  try {
    const path = [place.scope, place.location, 'addresses']
    await change(client, { name: 'compute.addresses.insert', path, body }, call)
  } catch (error) {
    throw await explained(client, error, [placeNamed(place.scope, location)], call)
  }
  return toAddress(
    await afterWrite(getAddressWire(client, place, call), { addressId: `${location}/${name}` }),
  )
}

async function destroyAddress(client: GceClient, address: Ref<'address'>, call: CallOptions): Promise<void> {
  const place = placeOfAddress(address)
  await detach(client, await beforeWrite(getAddressWire(client, place, call)), call)
  await change(client, { name: 'compute.addresses.delete', method: 'DELETE', path: addressPath(place) }, call)
}
