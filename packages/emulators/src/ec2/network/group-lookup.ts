import type { Ec2 } from '../action.ts'
import { missing, Refusal } from '../refusal.ts'
import { defaultGroupName } from './default-network.ts'
import { found, visible } from './found.ts'
import type { SecurityGroup, Vpc } from './network.ts'

interface GroupChoice {
  readonly GroupId?: string
  readonly GroupName?: string
}

/** A group by its id, or by its name in the default VPC: EC2 looks for names nowhere else. */
export function chosenGroup(ec2: Ec2, { GroupId: id, GroupName: name }: GroupChoice): SecurityGroup {
  if (id !== undefined && name !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter groupName cannot be used with the parameter groupId',
    )
  }
  if (id !== undefined) return found(ec2, 'groups', id)
  if (name === undefined) throw missing('groupName or groupId')
  return groupNamed(ec2, defaultVpc(ec2), name)
}

/** A group by its id or its name in the VPC. */
export function groupInVpc(ec2: Ec2, vpc: Vpc, { GroupId: id, GroupName: name }: GroupChoice): SecurityGroup {
  if (id === undefined && name !== undefined) return groupNamed(ec2, vpc, name)
  if (id === undefined) throw missing('groupName or groupId')
  const group = found(ec2, 'groups', id)
  if (group.vpc === vpc) return group
  throw new Refusal(
    'InvalidGroup.NotFound',
    'You have specified two resources that belong to different networks.',
  )
}

export function groupNamed(ec2: Ec2, vpc: Vpc, name: string): SecurityGroup {
  const group = visible(ec2, 'groups').find((one) => one.vpc === vpc && one.name === name)
  if (group) return group
  const where = vpc.isDefault ? `default VPC '${vpc.id}'` : `VPC '${vpc.id}'`
  throw new Refusal('InvalidGroup.NotFound', `The security group '${name}' does not exist in ${where}`)
}

/** What an instance of the VPC is in when its launch names no group. */
export const defaultGroup = (ec2: Ec2, vpc: Vpc): SecurityGroup => groupNamed(ec2, vpc, defaultGroupName)

export function defaultVpc(ec2: Ec2): Vpc {
  const vpc = visible(ec2, 'vpcs').find(({ isDefault }) => isDefault)
  if (vpc) return vpc
  throw new Refusal('VPCIdNotSpecified', 'No default VPC for this user')
}
