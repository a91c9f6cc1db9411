import type { Addresses, CallOptions, CreateAddress, Listing, Page, Ref } from '@cloud/core'
import { checkNames, idOf, listing, unknownPage } from '@cloud/core/driver'
import { type AddressWire, type DigitalOceanAddress, toAddress } from './addresses-wire.ts'
import { attachAddress, detachAddress } from './attach-address.ts'
import { type DigitalOceanClient, read, remove } from './client.ts'
import { createAddress, type DigitalOceanCreateAddress } from './create-address.ts'
import { families, getAddress, locate } from './get-address.ts'
import { queryOf } from './pages.ts'

/** Reserved IPs. https://docs.digitalocean.com/products/networking/reserved-ips/ */
export function addresses(
  client: DigitalOceanClient,
): Addresses<DigitalOceanAddress, DigitalOceanCreateAddress> {
  return {
    listAddresses: (query = {}, call) => listAddresses(client, query, call),
    getAddress: (address, call) =>
      client.within(call, async (left) => getAddress(client, locate(address), left)),
    createAddress: (options: CreateAddress<DigitalOceanCreateAddress> = {}, call) =>
      client.within(call, (left) => createAddress(client, options, left)),
    attachAddress: (address, to, call) =>
      client.within(call, (left) => attachAddress(client, address, to, left)),
    detachAddress: (address, call) => client.within(call, (left) => detachAddress(client, address, left)),
    destroyAddress: (address, call) => client.within(call, (left) => destroyAddress(client, address, left)),
  }
}

type PageWire = Readonly<Record<string, readonly AddressWire[] | null>> & {
  readonly links?: { readonly pages?: { readonly next?: string } }
}

/** Those of IPv4, then those of IPv6: a page is named by its version and number. */
function listAddresses(
  client: DigitalOceanClient,
  query: { readonly node?: Ref<'node'> | undefined },
  call: CallOptions | undefined,
): Listing<DigitalOceanAddress> {
  checkNames('listAddresses', query, ['node'])
  const node = query.node === undefined ? undefined : idOf('node', query.node, 'node')
  return listing(
    async (after = '4:1', limits) => {
      const [, version, number] = /^([46]):([1-9]\d{0,8})$/.exec(after) ?? []
      if (version === undefined || number === undefined) throw unknownPage(after)
      const family = families[version === '4' ? 4 : 6]
      const path = `${family.path}${queryOf({ page: number, per_page: '200' })}`
      const map = (wire: PageWire): Page<DigitalOceanAddress> => {
        const all = (wire[family.list] ?? []).map(toAddress)
        const items = node === undefined ? all : all.filter((address) => address.node === node)
        if (wire.links?.pages?.next !== undefined) return { items, next: `${version}:${Number(number) + 1}` }
        return version === '4' ? { items, next: '6:1' } : { items }
      }
      const request = { name: `${family.operations}_list`, path }
      return read<PageWire, Page<DigitalOceanAddress>>(client, { ...request, map }, limits)
    },
    call,
    client.clock,
  )
}

async function destroyAddress(
  client: DigitalOceanClient,
  address: Ref<'address'>,
  call: CallOptions,
): Promise<void> {
  const { family, path } = locate(address)
  await detachAddress(client, address, call)
  const name = `${family.operations}_delete`
  await remove(client, { name, path }, call)
}
