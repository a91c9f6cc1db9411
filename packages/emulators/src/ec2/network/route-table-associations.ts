import { type Action, action, type Ec2 } from '../action.ts'
import { newId } from '../new-id.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { refuseUnused } from '../without-effect.ts'
import { found } from './found.ts'
import { dropAssociation, type FoundAssociation, findAssociation } from './route-table.ts'
import { associationState } from './route-tables.ts'

interface AssociateInput {
  readonly RouteTableId: string
  readonly SubnetId?: string
}

export const associateRouteTable: Action = action<AssociateInput>((ec2, input) => {
  refuseUnused(input, ['GatewayId', 'PublicIpv4Pool'])
  const table = found(ec2, 'routeTables', input.RouteTableId)
  if (input.SubnetId === undefined) throw missing('subnetId')
  const subnet = found(ec2, 'subnets', input.SubnetId)
  if (subnet.vpc !== table.vpc) {
    throw invalidValue(`route table ${table.id} and subnet ${subnet.id} belong to different networks`)
  }
  const present = findAssociation(ec2, ({ subnetId }) => subnetId === subnet.id)
  if (present && present.table !== table) {
    throw new Refusal(
      'Resource.AlreadyAssociated',
      `the specified association for route table ${table.id} conflicts with an existing association`,
    )
  }
  return () => {
    const association = present?.association ?? { id: newId(ec2, 'rtbassoc'), subnetId: subnet.id }
    if (!present) table.associations = [...table.associations, association]
    return { associationId: association.id, associationState: associationState() }
  }
})

function foundAssociation(ec2: Ec2, id: string): FoundAssociation {
  const present = findAssociation(ec2, (association) => association.id === id)
  if (present) return present
  throw new Refusal('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`)
}

interface ReplaceInput {
  readonly AssociationId: string
  readonly RouteTableId: string
}

/** The subnet, or the VPC whose main table it was, has another table and its association another id. */
export const replaceRouteTableAssociation: Action = action<ReplaceInput>((ec2, input) => {
  const present = foundAssociation(ec2, input.AssociationId)
  const table = found(ec2, 'routeTables', input.RouteTableId)
  if (table.vpc !== present.table.vpc) {
    throw invalidValue(
      `route table ${table.id} and route table ${present.table.id} belong to different networks`,
    )
  }
  return () => {
    dropAssociation(present)
    const association = { id: newId(ec2, 'rtbassoc'), subnetId: present.association.subnetId }
    table.associations = [...table.associations, association]
    return { newAssociationId: association.id, associationState: associationState() }
  }
})

export const disassociateRouteTable: Action = action<{ readonly AssociationId: string }>(
  (ec2, { AssociationId }) => {
    const present = foundAssociation(ec2, AssociationId)
    if (present.association.subnetId === undefined) {
      throw invalidValue(`cannot disassociate the main route table association ${AssociationId}`)
    }
    return () => {
      dropAssociation(present)
      return { return: true }
    }
  },
)
