import { randomInt } from 'node:crypto'

/** Addresses of 127.77.0.0/16 that machines of this process have. */
const taken = new Set<string>()

/** An address that only this computer reaches, and no other machine of this process has; other processes begin elsewhere. */
export function takeAddress(): string {
  const size = 254 * 254
  const start = randomInt(size)
  for (let step = 0; step < size; step += 1) {
    const place = (start + step) % size
    const address = `127.77.${1 + Math.floor(place / 254)}.${1 + (place % 254)}`
    if (taken.has(address)) continue
    taken.add(address)
    return address
  }
  throw new Error('No loopback address is left for a machine')
}

export const giveAddressBack = (address: string): void => {
  taken.delete(address)
}
