import type { Ec2 } from './action.ts'
import type { Instance } from './instance.ts'

/** An address shows as IPv6 where the documentation's IPv4 addresses have run out. */
export function addressesOf({ server }: Instance): {
  readonly v4: string | undefined
  readonly v6: string | undefined
} {
  const address = server.publicAddress
  return address?.includes(':') ? { v4: undefined, v6: address } : { v4: address, v6: undefined }
}

/** Empty where the VPC gives no host names. */
export function publicName(ec2: Ec2, instance: Instance): string {
  const { v4 } = addressesOf(instance)
  if (v4 === undefined || !instance.subnet.vpc.dnsHostnames) return ''
  return `ec2-${v4.replaceAll('.', '-')}.${domainOf(ec2.region, 'compute')}`
}

export const privateName = (ec2: Ec2, address: string | undefined): string =>
  address === undefined ? '' : `ip-${address.replaceAll('.', '-')}.${domainOf(ec2.region, 'internal')}`

/** The oldest region has names of its own. */
function domainOf(region: string, kind: 'compute' | 'internal'): string {
  if (kind === 'compute') {
    return region === 'us-east-1' ? 'compute-1.amazonaws.com' : `${region}.compute.amazonaws.com`
  }
  return region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`
}
