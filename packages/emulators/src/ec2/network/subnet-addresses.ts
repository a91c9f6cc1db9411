import type { Ec2 } from '../action.ts'
import { sizeOf } from './cidr.ts'
import type { Subnet } from './network.ts'

/** EC2 keeps the first four addresses of a subnet and its last. */
const kept = 5

/** Those of instances that are stopped are taken, too. */
export function freeAddresses(ec2: Ec2, subnet: Subnet): number {
  const taken = [...ec2.instances.values()].filter(
    (instance) => instance.subnet === subnet && instance.server.privateAddress !== undefined,
  )
  return sizeOf(subnet.block) - kept - taken.length
}
