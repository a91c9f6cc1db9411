import type { DigitalOcean } from './cloud.ts'
import { unprocessable } from './refusal.ts'

/** The data centre goes on with IPv6 addresses when there are no others, which is nothing for what must be IPv4. */
export function takePublicV4({ centre }: DigitalOcean): string {
  const address = centre.publicAddresses.take()
  if (!address.includes(':')) return address
  centre.publicAddresses.giveBack(address)
  throw unprocessable('There are no public IPv4 addresses available in this region.')
}
