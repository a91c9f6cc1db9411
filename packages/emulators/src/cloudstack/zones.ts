import type { CloudStack } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { found } from './found.ts'
import { answerList, type ListInput, named } from './listing.ts'

export interface Zone {
  readonly id: string
  readonly name: string
  readonly type: 'Basic' | 'Advanced'
  readonly securityGroups: boolean
}

/** The ids of the zones of the emulated CloudStack, the same in every run: `compute({ ...local.cloudstack, zone: cloudstackZones.advanced })`. */
export const cloudstackZones = {
  /** One shared network with public addresses; security groups. */
  basic: '0d2a6a2e-3c1b-4f6e-9d0c-5b1a7e4c8f01',
  /** Isolated networks and VPCs behind virtual routers; firewall rules, static NAT, load balancers. */
  advanced: '7c9e1f44-52b8-4d3a-8a6f-2e0d9b6c3a02',
} as const

export const zones: readonly Zone[] = [
  { id: cloudstackZones.basic, name: 'zone-basic', type: 'Basic', securityGroups: true },
  { id: cloudstackZones.advanced, name: 'zone-advanced', type: 'Advanced', securityGroups: false },
]

export const existingZone = (cloud: CloudStack, id: string | undefined): Zone =>
  found(cloud.zones, 'zoneid', id)

interface ZoneList extends ListInput {
  readonly networktype?: string
}

export const zoneCommands: Commands<'listZones'> = {
  listZones: now<ZoneList>('id ids name networktype available', (cloud, input, call) => {
    const shown = named(cloud, input, [...cloud.zones.values()]).filter(
      ({ type }) => input.networktype === undefined || type === input.networktype,
    )
    return answerList(cloud, call, 'zone', shown, zoneWire)
  }),
}

const zoneWire = ({ id, name, type, securityGroups }: Zone) => ({
  id,
  name,
  description: name,
  networktype: type,
  type: 'Core',
  securitygroupsenabled: securityGroups,
  allocationstate: 'Enabled',
  dhcpprovider: 'VirtualRouter',
  localstorageenabled: false,
  zonetoken: id.replaceAll('-', ''),
  tags: [],
})
