import { checkCidr, invalid, isCloudError, nodeNet } from '@cloud/core/driver'

/** A single address, as the range that it is. */
export function toCidr(address: string): string {
  if (address.includes('/')) return address
  return `${address}/${nodeNet().isIP(address) === 6 ? 128 : 32}`
}

/** A range of addresses; `invalid` says of `what`, with an example of the same version. */
export function checkRange(what: string, cidr: unknown, versions?: readonly number[]): string {
  try {
    return checkCidr(cidr, versions)
  } catch (error) {
    if (!isCloudError(error)) throw error
    const { message, hint = '' } = error
    throw invalid(`${what}: ${message.slice(0, -hint.length - 2)}`, `as in ${exampleFor(cidr, versions)}`)
  }
}

function exampleFor(cidr: unknown, versions: readonly number[] = [4, 6]): string {
  const text = String(cidr)
  if (versions.includes(nodeNet().isIP(text))) return toCidr(text)
  return /^[\da-f]*:[\da-f:./]*$/i.test(text) && versions.includes(6) ? '2001:db8::/32' : '203.0.113.0/24'
}
