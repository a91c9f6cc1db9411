import type { CloudStack } from './cloud.ts'
import { found } from './found.ts'
import { invalid } from './refusal.ts'

export interface SecurityGroupRule {
  readonly id: string
  readonly direction: 'ingress' | 'egress'
  readonly protocol: string
  readonly startPort: number | undefined
  readonly endPort: number | undefined
  readonly icmpType: number | undefined
  readonly icmpCode: number | undefined
  /** Either a range of addresses or another group. */
  readonly cidr: string | undefined
  readonly peer:
    | { readonly account: string; readonly group: string; readonly id: string | undefined }
    | undefined
}

export interface SecurityGroup {
  readonly id: string
  name: string
  readonly description: string
  readonly createdAt: number
  readonly projectId: string | undefined
  rules: readonly SecurityGroupRule[]
}

/** The group of machines that name none; each owner has one, made when it is first needed. */
export function defaultGroup(cloud: CloudStack, projectId: string | undefined): SecurityGroup {
  const known = [...cloud.securityGroups.values()].find(
    (group) => group.name === 'default' && group.projectId === projectId,
  )
  if (known) return known
  const group: SecurityGroup = {
    id: cloud.newId(),
    name: 'default',
    description: 'Default Security Group',
    createdAt: 0,
    projectId,
    rules: [],
  }
  cloud.securityGroups.set(group.id, group)
  return group
}

export const existingGroup = (cloud: CloudStack, parameter: string, id: string | undefined): SecurityGroup =>
  found(cloud.securityGroups, parameter, id)

/** Throws a `Refusal` for a name that no group of the owner has. */
export function groupNamed(cloud: CloudStack, name: string, projectId: string | undefined): SecurityGroup {
  if (name === 'default') return defaultGroup(cloud, projectId)
  const group = [...cloud.securityGroups.values()].find(
    (one) => one.name === name && one.projectId === projectId,
  )
  if (!group) throw invalid(`Unable to find group by name ${name}`)
  return group
}
