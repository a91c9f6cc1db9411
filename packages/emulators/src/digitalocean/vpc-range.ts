/** Addresses of an IPv4 network, as numbers, both ends included. */
export interface IpRange {
  readonly first: number
  readonly last: number
  readonly bits: number
}

/** Reads CIDR notation such as `10.10.0.0/20`; undefined for what is none, or has bits set outside of its network. */
export function readRange(text: string): IpRange | undefined {
  const [, address = '', length = ''] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text) ?? []
  const parts = address.split('.').map(Number)
  const bits = Number(length)
  if (parts.length !== 4 || bits > 32 || parts.some((part) => part > 255)) return undefined
  const first = parts.reduce((sum, part) => sum * 256 + part, 0)
  const size = 2 ** (32 - bits)
  return first % size === 0 ? { first, last: first + size - 1, bits } : undefined
}

const rangeOf = (text: string): IpRange => {
  const range = readRange(text)
  if (!range) throw new Error(`Not a range: ${text}`)
  return range
}

export const overlap = (a: IpRange, b: IpRange): boolean => a.first <= b.last && b.first <= a.last

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(rangeOf)

/** Of RFC 1918, as a whole. */
export const isPrivate = (range: IpRange): boolean =>
  privateRanges.some(({ first, last }) => range.first >= first && range.last <= last)

/** What the vendor keeps for itself in every region. */
const reservedRanges = ['10.244.0.0/16', '10.245.0.0/16', '10.246.0.0/24', '10.229.0.0/16'].map(rangeOf)

export const isReserved = (range: IpRange): boolean => reservedRanges.some((one) => overlap(one, range))

/** The first /20 from 10.116.0.0 on that overlaps none of those given, as the API chooses for a network without a range. */
export function freeRange(taken: readonly IpRange[]): string | undefined {
  const size = 2 ** 12
  for (let first = rangeOf('10.116.0.0/20').first; first <= rangeOf('10.255.240.0/20').first; first += size) {
    const range = { first, last: first + size - 1, bits: 20 }
    if (!isReserved(range) && !taken.some((one) => overlap(one, range))) return rangeText(range)
  }
  return undefined
}

const rangeText = ({ first, bits }: IpRange) =>
  `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join('.')}/${bits}`
