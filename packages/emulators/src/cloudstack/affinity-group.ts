import type { CloudStack } from './cloud.ts'
import { foundVisible } from './found.ts'

export interface AffinityGroup {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: string
  readonly createdAt: number
  readonly projectId: string | undefined
}

export const existingAffinityGroup = (
  cloud: CloudStack,
  parameter: string,
  id: string | undefined,
): AffinityGroup => foundVisible(cloud, cloud.affinityGroups, parameter, id)
