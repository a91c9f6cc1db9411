import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import { type AddressWire, type CloudStackAddress, isReleased, toAddress } from './addresses-wire.ts'
import type { CloudStackClient } from './client.ts'
import { oneOf } from './pages.ts'

export const addressList = { name: 'listPublicIpAddresses', key: 'publicipaddress' } as const

export const shownAddress = (wire: AddressWire): CloudStackAddress | undefined =>
  isReleased(wire) ? undefined : toAddress(wire)

export function getAddress(
  client: CloudStackClient,
  ref: Ref<'address'>,
  call: CallOptions,
): Promise<CloudStackAddress> {
  const id = idOf('address', ref, 'address')
  return oneOf(client, { ...addressList, map: shownAddress }, { what: 'address', id }, call)
}
