import { nodeNet } from './builtins.ts'
import { invalid } from './errors.ts'

/** A range of addresses, as in `10.0.0.0/16`; `invalid` for what is none, or has bits beyond its prefix. */
export function checkCidr(cidr: unknown, versions: readonly number[] = [4, 6]): string {
  const [, address = '', bits = ''] =
    /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(typeof cidr === 'string' ? cidr : '') ?? []
  const version = address.includes('%') ? 0 : nodeNet().isIP(address)
  const length = version === 4 ? 32 : 128
  if (!versions.includes(version) || Number(bits) > length)
    throw invalid(`${JSON.stringify(cidr)} is no range of addresses`, 'as in 203.0.113.0/24')
  if (numberOf(address, version) % (1n << BigInt(length - Number(bits))) !== 0n)
    throw invalid(`${JSON.stringify(cidr)} has bits beyond its prefix`, 'as in 203.0.113.0/24')
  return `${cidr}`
}

/** A range in the one way to write it that two texts for the same share. */
export function canonicalCidr(cidr: string): string {
  const [address = '', bits] = cidr.split('/')
  return `${nodeNet().isIP(address) === 6 ? canonicalIpv6(address) : address}/${Number(bits)}`
}

function numberOf(address: string, version: number): bigint {
  if (version === 4) return address.split('.').reduce((all, part) => all * 256n + BigInt(part), 0n)
  const text = canonicalIpv6(address)
  const [before = [], after = []] = text.split('::').map((side) => side.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].reduce((all, group) => all * 65_536n + BigInt(`0x${group}`), 0n)
}

/** A URL writes it in one way: in small letters, without dots, and with at most one run of zeros left out. */
function canonicalIpv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}
