import type { Centre } from '../centre/centre.ts'
import type { Ec2, Limits } from './action.ts'
import { releaseAll } from './attachment.ts'
import { publicImages } from './images.ts'
import { instanceTypes } from './instance-types.ts'
import { defaultNetwork } from './network/default-network.ts'
import { freeAddressOf } from './network/elastic-address.ts'
import { leaveInterfaces } from './network/interface-attachment.ts'
import type { SkewCode } from './skew.ts'
import { zonesOf } from './zones.ts'

export interface Ec2Options {
  readonly centre: Centre
  readonly region: string
  readonly regionAt: Ec2['regionAt']
  readonly limits?: Limits | undefined
  readonly consistencyMs?: number | undefined
  readonly pageSize?: number | undefined
  readonly skewCode?: SkewCode | undefined
}

/** How many zones the data centre is cut into. */
export const zoneCount = 3

/** What a new account has. */
const defaultLimits: Limits = {
  instances: 1_000,
  volumes: 5_000,
  snapshots: 10_000,
  securityGroups: 2_500,
  rulesPerSecurityGroup: 60,
  addresses: 5,
  vpcs: 5,
  placementGroups: 500,
}

export function createEc2(options: Ec2Options): Ec2 {
  const { centre, region, regionAt, limits, consistencyMs = 0, pageSize = 1_000, skewCode } = options
  const zones = zonesOf(region)
  const ec2: Ec2 = {
    centre,
    region,
    regionAt,
    accountId: '123456789012',
    zones,
    images: new Map(publicImages().map((image) => [image.id, image])),
    types: instanceTypes,
    instances: new Map(),
    keyPairs: new Map(),
    network: defaultNetwork({ zones, privateAddresses: centre.privateAddresses, now: centre.clock.now() }),
    volumes: new Map(),
    snapshots: new Map(),
    snapshotImports: new Map(),
    placementGroups: new Map(),
    spotRequests: new Map(),
    launches: new Map(),
    creations: new Map(),
    limits: { ...defaultLimits, ...limits },
    consistencyMs,
    pageSize,
    skewCode,
  }
  centre.onGone((server, gone) => {
    const instance = ec2.instances.get(server.id)
    if (!instance) return
    if (gone === 'terminated') {
      for (const address of [server.privateAddress, ...instance.secondaryAddresses])
        if (address) instance.subnet.addresses.giveBack(address)
      releaseAll(ec2, instance)
      freeAddressOf(ec2, instance)
      leaveInterfaces(ec2, instance)
      centre.tags.forget(instance.interfaceId)
    } else {
      ec2.instances.delete(server.id)
      centre.tags.forget(server.id)
    }
  })
  return ec2
}
