import type { Ec2 } from '../action.ts'
import type { Instance } from '../instance.ts'
import { newId } from '../new-id.ts'
import type { ElasticAddress } from './network.ts'

/** The elastic address that is an instance's public one. */
export const addressOf = (ec2: Ec2, { id }: Instance): ElasticAddress | undefined =>
  [...ec2.network.addresses.values()].find(({ association }) => association?.instanceId === id)

/** The address leads to the instance from now on; where it led before, and what led to the instance, it is no more. */
export function associate(ec2: Ec2, address: ElasticAddress, instance: Instance): string {
  const present = address.association
  if (present?.instanceId === instance.id) return present.id
  disassociate(ec2, address)
  const other = addressOf(ec2, instance)
  if (other) other.association = undefined
  const id = newId(ec2, 'eipassoc')
  address.association = { id, instanceId: instance.id }
  ec2.centre.servers.reserve(instance.server, address.address)
  return id
}

export function disassociate(ec2: Ec2, address: ElasticAddress): void {
  const instance = ec2.instances.get(address.association?.instanceId ?? '')
  address.association = undefined
  if (instance) ec2.centre.servers.unreserve(instance.server)
}

/** An instance that is gone leaves its address to the account. */
export function freeAddressOf(ec2: Ec2, instance: Instance): void {
  const address = addressOf(ec2, instance)
  if (address) address.association = undefined
}
