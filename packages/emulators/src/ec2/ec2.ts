import type { Centre } from '../centre/centre.ts'
import type { Ec2, Limits } from './action.ts'
import { images } from './images.ts'
import { instanceTypes } from './instance-types.ts'
import { zonesOf } from './zones.ts'

export interface Ec2Options {
  readonly centre: Centre
  readonly region: string
  readonly limits?: Limits | undefined
  readonly consistencyMs?: number | undefined
  readonly pageSize?: number | undefined
}

/** How many zones the data centre is cut into. */
export const zoneCount = 3

const defaultLimits: Limits = { instances: 1_000 }

export function createEc2({ centre, region, limits, consistencyMs = 0, pageSize = 1_000 }: Ec2Options): Ec2 {
  const ec2: Ec2 = {
    centre,
    region,
    accountId: '123456789012',
    zones: zonesOf(region),
    images,
    types: instanceTypes,
    instances: new Map(),
    keyPairs: new Map(),
    launches: new Map(),
    limits: { ...defaultLimits, ...limits },
    consistencyMs,
    pageSize,
  }
  centre.onGone((server, gone) => {
    const instance = ec2.instances.get(server.id)
    if (!instance) return
    if (gone === 'terminated') {
      const { index } = instance.zone
      if (server.privateAddress) centre.privateAddresses[index]?.giveBack(server.privateAddress)
      centre.tags.forget(instance.volumeId)
      centre.tags.forget(instance.interfaceId)
    } else {
      ec2.instances.delete(server.id)
    }
  })
  return ec2
}
