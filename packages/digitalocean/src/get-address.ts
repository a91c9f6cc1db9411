import type { CallOptions, Ref } from '@cloud/core'
import { idOf, nodeNet } from '@cloud/core/driver'
import { type AddressWire, type DigitalOceanAddress, toAddress } from './addresses-wire.ts'
import { type DigitalOceanClient, read } from './client.ts'
import { noSuch } from './ids.ts'

/** The API has the two versions apart, with names of their own for the same. */
export const families = {
  4: {
    version: 4,
    path: '/reserved_ips',
    key: 'reserved_ip',
    list: 'reserved_ips',
    operations: 'reservedIPs',
  },
  6: {
    version: 6,
    path: '/reserved_ipv6',
    key: 'reserved_ipv6',
    list: 'reserved_ipv6s',
    operations: 'reservedIPv6',
  },
} as const

export type Family = (typeof families)[4 | 6]

export interface Located {
  readonly family: Family
  readonly path: string
}

/** Where the API has an address. */
export function locate(ref: Ref<'address'>): Located {
  const ip = idOf('address', ref, 'address')
  const version = ip.includes('%') ? 0 : nodeNet().isIP(ip)
  if (version !== 4 && version !== 6) throw noSuch('address', ip)
  const family = families[version]
  return { family, path: `${family.path}/${ip}` }
}

export function getAddress(
  client: DigitalOceanClient,
  { family, path }: Located,
  call: CallOptions | undefined,
): Promise<DigitalOceanAddress> {
  const request = { name: `${family.operations}_get`, path }
  return read<AddressReply, DigitalOceanAddress>(client, { ...request, map: reader(family) }, call)
}

export type AddressReply = Readonly<Record<string, AddressWire>>

export const reader =
  ({ key }: Family) =>
  (reply: AddressReply): DigitalOceanAddress =>
    toAddress(reply[key] as AddressWire)
