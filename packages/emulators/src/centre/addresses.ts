/** Addresses to give away: fresh ones first, then the one given back longest ago, so that a lost address does not come straight back. */
export interface AddressPool {
  readonly take: () => string
  readonly giveBack: (address: string) => void
}

const documentationPrefixes = ['203.0.113', '198.51.100', '192.0.2'] as const

/** The 762 IPv4 addresses reserved for documentation, then 2001:db8::1 and on. */
export function publicAddresses(): AddressPool {
  const v4 = pool(hosts(documentationPrefixes))
  const v6 = pool(documentationV6())
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

function* documentationV6(): Generator<string, undefined> {
  for (let host = 1; host <= 0xffff; host += 1) yield `2001:db8::${host.toString(16)}`
}

function raise(message: string): never {
  throw new Error(message)
}
