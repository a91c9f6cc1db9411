import { isIPv4 } from 'node:net'
import { invalid } from './refusal.ts'

/** A range of IPv4 addresses, as numbers. */
export interface Block {
  readonly first: number
  readonly last: number
  readonly bits: number
}

/** Throws a `Refusal` for what is no range in CIDR notation, from /8 to /30, or has bits beyond its prefix. */
export function readBlock(cidr: string): Block {
  const [address = '', text = ''] = cidr.split('/')
  const bits = Number(text)
  if (!isIPv4(address) || !/^\d{1,2}$/.test(text) || bits < 8 || bits > 30)
    throw invalid(`Invalid cidr ${cidr}`)
  const first = numberOf(address)
  const size = 2 ** (32 - bits)
  if (first % size !== 0) throw invalid(`Invalid cidr ${cidr}: it is not the beginning of its range`)
  return { first, last: first + size - 1, bits }
}

export const overlaps = (a: Block, b: Block): boolean => a.first <= b.last && b.first <= a.last

export const within = (inner: Block, outer: Block): boolean =>
  inner.first >= outer.first && inner.last <= outer.last

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const addressOf = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')

/** The range that a gateway and a netmask are of. Throws a `Refusal` for those that are none. */
export function rangeOf(gateway: string, netmask: string): { readonly cidr: string; readonly block: Block } {
  if (!isIPv4(gateway)) throw invalid(`Invalid gateway ${gateway}`)
  if (!isIPv4(netmask)) throw invalid(`Invalid netmask ${netmask}`)
  const ones = numberOf(netmask).toString(2).padStart(32, '0')
  const bits = ones.indexOf('0') < 0 ? 32 : ones.indexOf('0')
  if (ones.includes('1', bits)) throw invalid(`Invalid netmask ${netmask}`)
  const size = 2 ** (32 - bits)
  const first = numberOf(gateway) - (numberOf(gateway) % size)
  const cidr = `${addressOf(first)}/${bits}`
  return { cidr, block: readBlock(cidr) }
}
