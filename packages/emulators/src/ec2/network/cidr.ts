import { isIPv4, isIPv6 } from 'node:net'

/** An IPv4 network; `first` is its first address as a number. */
export interface Ipv4Block {
  readonly first: number
  readonly bits: number
}

/** Reads CIDR notation. Bits outside of the network's are dropped, as EC2 does: `10.0.0.9/24` is `10.0.0.0/24`. Undefined for what is none. */
export function readIpv4Block(text: string): Ipv4Block | undefined {
  const [, address = '', length = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? []
  const bits = Number(length)
  if (!isIPv4(address) || bits > 32) return undefined
  const whole = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return { first: whole - (whole % sizeOf({ bits })), bits }
}

/** The same for IPv6, as text in its shortest form. */
export function readIpv6Block(text: string): string | undefined {
  const [, address = '', length = ''] = /^([\da-f:.]+)\/(\d{1,3})$/i.exec(text) ?? []
  const bits = Number(length)
  if (!isIPv6(address) || bits > 128) return undefined
  const groups = groupsOf(address).map((group, index) => {
    const kept = Math.min(Math.max(bits - index * 16, 0), 16)
    return group - (group % 2 ** (16 - kept))
  })
  return `${shortest(groups.map((group) => group.toString(16)).join(':'))}/${bits}`
}

/** The eight groups of an address that may leave zeros out. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = shortest(address).split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16))
}

/** URLs hold IPv6 addresses in their shortest form, without dotted parts. */
const shortest = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1)

export const sizeOf = ({ bits }: Pick<Ipv4Block, 'bits'>): number => 2 ** (32 - bits)

export const blockText = ({ first, bits }: Ipv4Block): string =>
  `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join('.')}/${bits}`

/** Whether all of `inner` is in `outer`. */
export const contains = (outer: Ipv4Block, inner: Ipv4Block): boolean =>
  inner.first >= outer.first && inner.first + sizeOf(inner) <= outer.first + sizeOf(outer)

export const overlap = (a: Ipv4Block, b: Ipv4Block): boolean => contains(a, b) || contains(b, a)
