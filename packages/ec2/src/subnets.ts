import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  beforeWrite,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  withOutcome,
} from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'
import {
  checkSubnet,
  type Ec2CreateSubnet,
  type Ec2Subnet,
  makeSubnet,
  removeSubnet,
  subnetDescription,
} from './subnet.ts'
import { getZone } from './zone.ts'

type Driver = HasClient<Ec2Client>

export interface SubnetQuery {
  readonly network?: Ref<'network'> | undefined
  readonly location?: Ref<'location'> | undefined
  readonly name?: string | undefined
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html */
export function listSubnets(driver: Driver, query: SubnetQuery = {}, call?: CallOptions): Listing<Ec2Subnet> {
  checkNames('listSubnets', query, ['network', 'location', 'name'])
  const { network, location, name } = query
  const filters = [
    ...(network === undefined ? [] : [exactly('vpc-id', [idOf('network', network, 'network')])]),
    ...(location === undefined
      ? []
      : [exactly('availability-zone', [idOf('location', location, 'location')])]),
    ...(name === undefined ? [] : [exactly('tag:Name', [checkText('The name', name, { max: 255 })])]),
  ]
  return list(clientOf(driver), subnetDescription, filters, call)
}

/** `not-found` where there is none. */
export function getSubnet(driver: Driver, subnet: Ref<'subnet'>, call?: CallOptions): Promise<Ec2Subnet> {
  const client = clientOf(driver)
  return client.within(call, async (left) => get(client, subnetDescription, ec2Id('subnet', subnet), left))
}

/** `not-found` where network or location do not exist; `invalid` for a range outside of the network's, or that another subnet has. */
export function createSubnet(
  driver: Driver,
  options: Ec2CreateSubnet,
  call?: CallOptions,
): Promise<Ec2Subnet> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { network, ...rest } = options
    checkSubnet('createSubnet', rest)
    ec2Id('network', network)
    if (rest.location !== undefined) await getZone(client, idOf('location', rest.location, 'location'), left)
    return makeSubnet(client, options, left)
  })
}

export interface ModifySubnet {
  /** Whether nodes get a public address of IPv4 that they do not ask for. */
  readonly publicIpOnLaunch?: boolean | undefined
  /** Whether interfaces get an address of IPv6. */
  readonly ipv6OnCreation?: boolean | undefined
}

/** Changes what is given and leaves the rest. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySubnetAttribute.html */
export function modifySubnet(
  driver: Driver,
  subnet: Ref<'subnet'>,
  changes: ModifySubnet,
  call?: CallOptions,
): Promise<Ec2Subnet> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = ec2Id('subnet', subnet)
    checkNames('modifySubnet', changes, ['publicIpOnLaunch', 'ipv6OnCreation'])
    const wanted = {
      MapPublicIpOnLaunch: changes.publicIpOnLaunch,
      AssignIpv6AddressOnCreation: changes.ipv6OnCreation,
    }
    for (const value of Object.values(changes))
      if (value !== undefined && typeof value !== 'boolean')
        throw invalid('What modifySubnet changes is true or false')
    const found = await beforeWrite(get(client, subnetDescription, id, left))
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
    // EC2 takes one at a time: a failure of the second leaves something changed.
    for (const [index, [attribute, Value]] of given.entries()) {
      const parameters = { SubnetId: id, [attribute]: { Value } }
      const request = { name: 'ModifySubnetAttribute', repeat: idempotent, parameters, answer: done }
      try {
        await send(client, request, left)
      } catch (error) {
        throw index > 0 ? withOutcome(error, 'unknown') : error
      }
    }
    const { publicIpOnLaunch, ipv6OnCreation } = changes
    const native = {
      ...found.native,
      ...(publicIpOnLaunch !== undefined && { mapPublicIpOnLaunch: publicIpOnLaunch }),
      ...(ipv6OnCreation !== undefined && { assignIpv6AddressOnCreation: ipv6OnCreation }),
    }
    return { ...found, native }
  })
}

/** `not-found` where there is none; `conflict` where something is in it. */
export function deleteSubnet(driver: Driver, subnet: Ref<'subnet'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => removeSubnet(client, ec2Id('subnet', subnet), left))
}
