import type { Ec2 } from '../action.ts'
import { newId } from '../new-id.ts'
import { blockText } from './cidr.ts'
import type { RouteTable, RouteTableAssociation, Vpc } from './network.ts'

/** A new table leads to everything in its VPC. The main one is for subnets without a table of their own. */
export function addRouteTable(ec2: Ec2, vpc: Vpc, { main }: { readonly main: boolean }): RouteTable {
  const table: RouteTable = {
    id: newId(ec2, 'rtb'),
    createdAt: ec2.centre.clock.now(),
    vpc,
    routes: [{ destination: blockText(vpc.block), target: { kind: 'local' } }],
    associations: main ? [{ id: newId(ec2, 'rtbassoc'), subnetId: undefined }] : [],
  }
  ec2.network.routeTables.set(table.id, table)
  return table
}

export function forgetRouteTable(ec2: Ec2, { id }: RouteTable): void {
  ec2.network.routeTables.delete(id)
  ec2.centre.tags.forget(id)
}

/** An association with the table that has it. */
export interface FoundAssociation {
  readonly table: RouteTable
  readonly association: RouteTableAssociation
}

export function findAssociation(
  ec2: Ec2,
  isIt: (association: RouteTableAssociation) => boolean,
): FoundAssociation | undefined {
  for (const table of ec2.network.routeTables.values()) {
    const association = table.associations.find(isIt)
    if (association) return { table, association }
  }
  return undefined
}

export function dropAssociation({ table, association }: FoundAssociation): void {
  table.associations = table.associations.filter((one) => one !== association)
}

export function dropSubnetAssociation(ec2: Ec2, subnetId: string): void {
  const found = findAssociation(ec2, (association) => association.subnetId === subnetId)
  if (found) dropAssociation(found)
}
