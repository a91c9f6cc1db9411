import { isIP } from 'node:net'
import { invalid } from '@cloud/core/driver'

/** A range of addresses, as in `10.0.0.0/16`; `invalid` for what is none. */
export function checkCidr(cidr: unknown, versions: readonly number[] = [4, 6]): string {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(String(cidr)) ?? []
  const version = address.includes('%') ? 0 : isIP(address)
  if (versions.includes(version) && Number(bits) <= (version === 4 ? 32 : 128)) return String(cidr)
  throw invalid(`${JSON.stringify(cidr)} is no range of addresses`, 'as in 203.0.113.0/24')
}

/** A single address, as the range that it is. */
export function toCidr(address: string): string {
  if (address.includes('/')) return address
  return `${address}/${isIP(address) === 6 ? 128 : 32}`
}
