/** Addresses to give away: fresh ones first, then the one given back longest ago, so that a lost address does not come straight back. */
export interface AddressPool {
  readonly take: () => string
  readonly giveBack: (address: string) => void
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

/** The 4,064 addresses that the data centre gives away in 172.31.0.0/16's n-th block of 16. */
export function privateAddresses(block: number): AddressPool {
  const prefixes = Array.from({ length: 16 }, (_, third) => `172.31.${block * 16 + third}`)
  const free = pool(hosts(prefixes, 4))
  return { take: () => free.take() ?? raise('No private address is left'), giveBack: free.giveBack }
}

/** The addresses of an IPv4 range in CIDR notation, without its first two (network and gateway) and its last (broadcast). */
export function rangeAddresses(range: string): AddressPool {
  const free = pool(hostsOf(range))
  return { take: () => free.take() ?? raise(`No address is left in ${range}`), giveBack: free.giveBack }
}

/** 2001:db8:0:1::1 and on: for nodes that have an IPv6 address beside their IPv4 one. */
export function publicV6Addresses(): AddressPool {
  const free = pool(documentationV6('2001:db8:0:1::'))
  return { take: () => free.take() ?? raise('No public IPv6 address is left'), giveBack: free.giveBack }
}

function pool(fresh: Iterator<string>) {
  const returned: string[] = []
  return {
    take: (): string | undefined => {
      const next = fresh.next()
      return next.done ? returned.shift() : next.value
    },
    giveBack: (address: string): void => {
      returned.push(address)
    },
  }
}

function* hosts(prefixes: readonly string[], first = 1): Generator<string, undefined> {
  for (const prefix of prefixes) for (let host = first; host <= 254; host += 1) yield `${prefix}.${host}`
}

function* documentationV6(prefix: string): Generator<string, undefined> {
  for (let host = 1; host <= 0xffff; host += 1) yield `${prefix}${host.toString(16)}`
}

function* hostsOf(range: string): Generator<string, undefined> {
  const [network = '', bits] = range.split('/')
  const first = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const last = first + 2 ** (32 - Number(bits)) - 2
  for (let host = first + 2; host <= last; host += 1)
    yield [24, 16, 8, 0].map((shift) => (host >>> shift) & 255).join('.')
}

function raise(message: string): never {
  throw new Error(message)
}
