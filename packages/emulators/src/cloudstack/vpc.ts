import type { CloudStack } from './cloud.ts'
import { foundVisible } from './found.ts'
import type { Network } from './network.ts'
import type { Zone } from './zones.ts'

export interface Vpc {
  readonly id: string
  name: string
  displayText: string
  readonly zone: Zone
  readonly cidr: string
  readonly domain: string
  readonly createdAt: number
  readonly projectId: string | undefined
}

/** The id of the only VPC offering, the same in every run. */
export const cloudstackVpcOffering: string = '6c3d0e7b-5d8f-4a2e-9eb6-9a7c2b5d8a81'

export const existingVpc = (cloud: CloudStack, parameter: string, id: string | undefined): Vpc =>
  foundVisible(cloud, cloud.vpcs, parameter, id)

export const tiersOf = ({ networks }: CloudStack, { id }: Vpc): readonly Network[] =>
  [...networks.values()].filter(({ vpcId }) => vpcId === id)
