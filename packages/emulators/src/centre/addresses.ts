import { isIPv4 } from 'node:net'

/** Addresses to give away: fresh ones first, then the one given back longest ago, so that a lost address does not come straight back. */
export interface AddressPool {
  readonly take: () => string
  readonly giveBack: (address: string) => void
}

/** One from which a certain address can be had, too. */
export interface RangePool extends AddressPool {
  /** Whether the address is one of the pool's, given away or not. */
  readonly has: (address: string) => boolean
  /** Takes this address, which must be the pool's and not given away. */
  readonly claim: (address: string) => void
}

const documentationPrefixes = ['203.0.113', '198.51.100', '192.0.2'] as const

/** The 762 IPv4 addresses reserved for documentation, then 2001:db8::1 and on. */
export function publicAddresses(): AddressPool {
  const v4 = pool(hosts(documentationPrefixes))
  const v6 = pool(documentationV6('2001:db8::'))
  return {
    take: () => v4.take() ?? v6.take() ?? raise('No public address is left'),
    giveBack: (address) => (address.includes(':') ? v6 : v4).giveBack(address),
  }
}

/** The 4,091 addresses that the data centre gives away in 172.31.0.0/16's n-th block of 16. */
export const privateAddresses = (block: number): RangePool => rangeAddresses(`172.31.${block * 16}.0/20`, 4)

/**
 * The addresses of an IPv4 range in CIDR notation, without its last (broadcast) and the `kept` first: two of them for the network and
 * the gateway, or as many more as a cloud keeps for itself.
 */
export function rangeAddresses(range: string, kept = 2): RangePool {
  const free = pool(hostsOf(range, kept))
  const { first, last } = boundsOf(range)
  return {
    take: () => free.take() ?? raise(`No address is left in ${range}`),
    giveBack: free.giveBack,
    has: (address) => isIPv4(address) && numberOf(address) >= first + kept && numberOf(address) < last,
    claim: free.claim,
  }
}

/** 2001:db8:0:1::1 and on: for nodes that have an IPv6 address beside their IPv4 one. */
export function publicV6Addresses(): AddressPool {
  const free = pool(documentationV6('2001:db8:0:1::'))
  return { take: () => free.take() ?? raise('No public IPv6 address is left'), giveBack: free.giveBack }
}

function pool(fresh: Iterator<string>) {
  const returned: string[] = []
  // What was claimed once comes back among the returned, and is fresh no more.
  const claimed = new Set<string>()
  return {
    take: (): string | undefined => {
      let next = fresh.next()
      while (!next.done && claimed.has(next.value)) next = fresh.next()
      return next.done ? returned.shift() : next.value
    },
    claim: (address: string): void => {
      claimed.add(address)
      const place = returned.indexOf(address)
      if (place >= 0) returned.splice(place, 1)
    },
    giveBack: (address: string): void => {
      returned.push(address)
    },
  }
}

function* hosts(prefixes: readonly string[]): Generator<string, undefined> {
  for (const prefix of prefixes) for (let host = 1; host <= 254; host += 1) yield `${prefix}.${host}`
}

function* documentationV6(prefix: string): Generator<string, undefined> {
  for (let host = 1; host <= 0xffff; host += 1) yield `${prefix}${host.toString(16)}`
}

function* hostsOf(range: string, kept: number): Generator<string, undefined> {
  const { first, last } = boundsOf(range)
  for (let host = first + kept; host < last; host += 1)
    yield [24, 16, 8, 0].map((shift) => (host >>> shift) & 255).join('.')
}

/** The first and the last address of a range, as numbers. */
function boundsOf(range: string): { readonly first: number; readonly last: number } {
  const [network = '', bits] = range.split('/')
  const first = numberOf(network)
  return { first, last: first + 2 ** (32 - Number(bits)) - 1 }
}

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

function raise(message: string): never {
  throw new Error(message)
}
