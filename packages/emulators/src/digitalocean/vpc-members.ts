import { type DigitalOcean, timeText } from './cloud.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { type UrnType, urnOf } from './urn.ts'
import { existingVpc, type Vpc } from './vpc.ts'

interface Member {
  readonly type: UrnType
  readonly id: string | number
  readonly name: string
  readonly createdAt: number
}

export const vpcMembers: Operations<'vpcs_list_members'> = {
  vpcs_list_members: operation((cloud, call) => {
    // Words of several parts are written with and without the underscore.
    const wanted = call.query.resource_type
    const type = wanted === undefined ? undefined : String(wanted).replaceAll('_', '')
    const members = membersOf(cloud, existingVpc(cloud, call.path.vpc_id)).filter(
      (member) => type === undefined || member.type === type,
    )
    return page(cloud, call, 'members', members, (member) => ({
      urn: urnOf(member.type, member.id),
      name: member.name,
      created_at: timeText(member.createdAt),
    }))
  }),
}

/** What has an address in a VPC, whether or not the API shows it yet. */
export function membersOf(cloud: DigitalOcean, vpc: Vpc): readonly Member[] {
  const droplets = [...cloud.droplets.values()].map(({ id, name, server, vpc: own }) => {
    return { type: 'droplet' as const, id, name, createdAt: server.createdAt, own }
  })
  const balancers = [...cloud.loadBalancers.values()].map(({ id, name, createdAt, vpc: own }) => {
    return { type: 'loadbalancer' as const, id, name, createdAt, own }
  })
  return [...balancers, ...droplets].filter(({ own }) => own === vpc)
}
