import { type AddressPool, rangeAddresses } from '../centre/addresses.ts'
import type { DigitalOcean } from './cloud.ts'
import { notFound, unprocessable } from './refusal.ts'
import type { Region } from './region-catalogue.ts'

/** A private network of one region; every droplet is in one. */
export interface Vpc {
  readonly id: string
  name: string
  description: string
  readonly region: string
  /** In CIDR notation; no two of the account overlap. */
  readonly range: string
  readonly createdAt: number
  /** Where droplets of the region go that name none. */
  default: boolean
  readonly addresses: AddressPool
}

export function addVpc(
  cloud: DigitalOcean,
  vpc: Pick<Vpc, 'name' | 'description' | 'region' | 'range' | 'default'>,
): Vpc {
  const made = {
    ...vpc,
    id: cloud.newUuid(),
    createdAt: cloud.centre.clock.now(),
    addresses: rangeAddresses(vpc.range),
  }
  cloud.vpcs.set(made.id, made)
  return made
}

export function existingVpc({ vpcs }: DigitalOcean, id = ''): Vpc {
  const vpc = vpcs.get(id)
  if (!vpc) throw notFound('VPC not found')
  return vpc
}

/** A region has one from the start. */
export function defaultVpc(cloud: DigitalOcean, { slug }: Region): Vpc {
  const known = [...cloud.vpcs.values()].find((vpc) => vpc.region === slug && vpc.default)
  if (known) return known
  const range = `10.${100 + cloud.regions.findIndex((region) => region.slug === slug)}.0.0/20`
  return addVpc(cloud, { name: `default-${slug}`, description: '', region: slug, range, default: true })
}

/** Throws a `Refusal` where a VPC has no addresses left for so many more. */
export function checkRoom({ droplets, leaving, loadBalancers }: DigitalOcean, vpc: Vpc, count: number): void {
  const balancers = [...loadBalancers.values()].filter(({ network }) => network === 'INTERNAL')
  const taken = [...droplets.values(), ...leaving.values(), ...balancers].filter((one) => one.vpc === vpc)
  // The network's own address, the gateway and broadcast are nobody's.
  const room = 2 ** (32 - Number(vpc.range.split('/')[1])) - 3
  if (taken.length + count > room) throw unprocessable('The VPC has no IP addresses left.')
}

export function netmaskOf(range: string): string {
  const bits = Number(range.split('/')[1])
  const mask = 2 ** 32 - 2 ** (32 - bits)
  return [24, 16, 8, 0].map((shift) => Math.floor(mask / 2 ** shift) % 256).join('.')
}

/** The first address of a range. */
export const gatewayOf = (range: string): string =>
  range.replace(/\d+\/\d+$/, (end) => String(Number.parseInt(end, 10) + 1))
