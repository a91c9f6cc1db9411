import { isIP } from 'node:net'

/** A single address, as the range that it is. */
export function toCidr(address: string): string {
  if (address.includes('/')) return address
  return `${address}/${isIP(address) === 6 ? 128 : 32}`
}
