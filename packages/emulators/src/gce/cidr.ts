import { isIPv4 } from 'node:net'

/** An IPv4 range by its first and last address as numbers. */
export interface Range {
  readonly first: number
  readonly last: number
  readonly prefix: number
}

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)

/** Reads CIDR notation whose bits after the prefix are zero; undefined for anything else. An address alone is a range of one. */
export function readRange(text: string): Range | undefined {
  const [address = '', size = '32', more] = text.split('/')
  const prefix = Number(size)
  if (more !== undefined || !isIPv4(address) || !/^\d{1,2}$/.test(size) || prefix > 32) return undefined
  const first = numberOf(address)
  const count = 2 ** (32 - prefix)
  return first % count === 0 ? { first, last: first + count - 1, prefix } : undefined
}

export const overlap = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last

export const contains = (outer: Range, inner: Range): boolean =>
  outer.first <= inner.first && inner.last <= outer.last
