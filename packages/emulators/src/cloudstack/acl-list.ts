import type { CloudStack } from './cloud.ts'
import { found } from './found.ts'
import { invalid } from './refusal.ts'
import type { Ports } from './rule-input.ts'

/** What may come into the tiers of a VPC, and go out of them. */
export interface AclList {
  readonly id: string
  readonly name: string
  readonly description: string
  /** None of the two that every VPC has. */
  readonly vpcId: string | undefined
  readonly projectId: string | undefined
  readonly createdAt: number
}

export interface AclItem extends Ports {
  readonly id: string
  readonly listId: string
  /** Its place: the first item that fits decides. */
  readonly number: number
  readonly action: 'Allow' | 'Deny'
  readonly trafficType: 'Ingress' | 'Egress'
  readonly cidrs: readonly string[]
  readonly reason: string | undefined
  readonly projectId: string | undefined
  readonly createdAt: number
}

/** The lists that let everything pass, and nothing. */
export function builtInLists(newId: () => string): readonly AclList[] {
  const list = (name: string, description: string) => ({
    id: newId(),
    name,
    description,
    vpcId: undefined,
    projectId: undefined,
    createdAt: 0,
  })
  return [
    list('default_deny', 'Default Network ACL Deny All'),
    list('default_allow', 'Default Network ACL Allow All'),
  ]
}

export const existingAclList = (cloud: CloudStack, parameter: string, id: string | undefined): AclList =>
  found(cloud.aclLists, parameter, id)

/** Throws a `Refusal` for one of the two that are everybody's. */
export function checkChangeable({ vpcId }: AclList): void {
  if (vpcId === undefined) throw invalid('Default ACL cannot be modified')
}
