import type { Ec2 } from '../action.ts'
import { sizeOf } from './cidr.ts'
import type { Subnet } from './network.ts'

/** EC2 keeps the first four addresses of a subnet and its last. */
const kept = 5

/** Those of instances, stopped ones included, and of interfaces that were made for themselves. */
export function privateAddressesIn(ec2: Ec2, subnet: Subnet): readonly string[] {
  const instances = [...ec2.instances.values()].filter((instance) => instance.subnet === subnet)
  const interfaces = [...ec2.network.interfaces.values()].filter((one) => one.subnet === subnet)
  return [
    ...instances.flatMap(({ server, secondaryAddresses }) =>
      server.privateAddress === undefined ? [] : [server.privateAddress, ...secondaryAddresses],
    ),
    ...interfaces.flatMap(({ privateAddress, secondaryAddresses }) => [
      privateAddress,
      ...secondaryAddresses,
    ]),
  ]
}

export const freeAddresses = (ec2: Ec2, subnet: Subnet): number =>
  sizeOf(subnet.block) - kept - privateAddressesIn(ec2, subnet).length
