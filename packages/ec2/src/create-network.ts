import type { CallOptions, CloudError, CreateNetwork } from '@cloud/core'
import {
  checkCidr,
  checkList,
  checkNames,
  checkText,
  idOf,
  invalid,
  isCloudError,
  object,
  orUndone,
  required,
  waitUntil,
  type XmlShape,
} from '@cloud/core/driver'
import { type Ec2Client, send } from './client.ts'
import { get } from './description.ts'
import { byIntent, newIntent } from './intent.ts'
import { type Ec2Network, networkDescription, toNetwork, type VpcWire, vpc } from './networks-wire.ts'
import { remove } from './removal.ts'
import { tagsOfNew } from './resource-tags.ts'
import { checkSubnet, type Ec2CreateSubnet, type Ec2Subnet, makeSubnet, removeSubnet } from './subnet.ts'
import { whileUnknown } from './while-unknown.ts'
import { getZone } from './zone.ts'

/** What `createNetwork` takes under `native`. */
export interface Ec2CreateNetwork {
  /** Made in it at once; nodes need one. One that names no location is in that of the network, or where EC2 chooses. */
  readonly subnets?: readonly Omit<Ec2CreateSubnet, 'network'>[] | undefined
  /** With a range of IPv6 from Amazon. */
  readonly ipv6?: boolean | undefined
  /** `dedicated` for nodes on hardware of their own. */
  readonly tenancy?: 'default' | 'dedicated' | undefined
}

interface CreatedWire {
  readonly vpc: VpcWire
}

const created: XmlShape<CreatedWire> = object<CreatedWire>({ vpc: required(vpc) })

/**
 * Its `cidr` is of IPv4, with a prefix from 16 to 28. Where one of the subnets cannot be made, the network is removed again.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html
 */
export async function createNetwork(
  client: Ec2Client,
  options: CreateNetwork<Ec2CreateNetwork>,
  call: CallOptions,
): Promise<Ec2Network> {
  const { name, cidr, location, native } = checked(options)
  const wanted = [location, ...(native.subnets ?? []).map((subnet) => subnet.location)]
  for (const zone of new Set(wanted.filter((each) => each !== undefined)))
    await getZone(client, idOf('location', zone, 'location'), call)
  const intent = newIntent()
  const parameters = {
    CidrBlock: cidr,
    InstanceTenancy: native.tenancy,
    AmazonProvidedIpv6CidrBlock: native.ipv6 || undefined,
    TagSpecification: tagsOfNew('vpc', { name, intent }),
  }
  const repeat = byIntent(client, {
    description: networkDescription,
    intent,
    toAnswer: ({ native }: Ec2Network): CreatedWire => ({ vpc: native }),
    remove: ({ id }, left) => deleteVpc(client, id, left),
  })
  const wire = await send(client, { name: 'CreateVpc', repeat, parameters, answer: created }, call)
  const network = toNetwork(wire.vpc)
  const { subnets = [] } = native
  return subnets.length === 0 ? network : furnished(client, network, subnets, location, call)
}

async function furnished(
  client: Ec2Client,
  { id }: Ec2Network,
  subnets: NonNullable<Ec2CreateNetwork['subnets']>,
  location: string | undefined,
  call: CallOptions,
): Promise<Ec2Network> {
  const made: Ec2Subnet[] = []
  const make = (subnet: Ec2CreateSubnet) =>
    whileUnknown(client, isNetwork, () => makeSubnet(client, subnet, call), call)
  const making = async () => {
    const network = await available(client, id, call)
    for (const subnet of subnets)
      made.push(await make({ ...subnet, location: subnet.location ?? location, network: id }))
    return network
  }
  const undo = async (left: CallOptions) => {
    for (const subnet of made)
      await whileUnknown(
        client,
        () => true,
        () => removeSubnet(client, subnet.id, left),
        left,
      )
    await whileUnknown(
      client,
      () => true,
      () => deleteVpc(client, id, left),
      left,
    )
  }
  return orUndone(client, making(), undo, { networkId: id })
}

const isNetwork = ({ providerCode }: CloudError) => providerCode === 'InvalidVpcID.NotFound'

/** Right after its creation not every server of EC2 knows a network. */
function available(client: Ec2Client, id: string, call: CallOptions): Promise<Ec2Network> {
  const wait = {
    what: `the network ${id}`,
    look: (left: CallOptions) => get(client, networkDescription, id, left),
    done: ({ native }: Ec2Network) => native.state === 'available',
    describe: ({ native }: Ec2Network) => String(native.state),
    notYet: (error: unknown) => isCloudError(error, 'not-found'),
  }
  return waitUntil(wait, call, client.clock)
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpc.html */
export function deleteVpc(client: Ec2Client, id: string, call: CallOptions): Promise<void> {
  return remove(client, { name: 'DeleteVpc', parameters: { VpcId: id } }, call)
}

function checked(options: CreateNetwork<Ec2CreateNetwork>): {
  readonly name: string
  readonly cidr: string
  readonly location: string | undefined
  readonly native: Ec2CreateNetwork
} {
  checkNames('createNetwork', options, ['name', 'cidr', 'location', 'native'])
  const { name, cidr, location, native = {} } = options
  checkNames('createNetwork under native', native, ['subnets', 'ipv6', 'tenancy'])
  checkText('The name of the network', name, { max: 255 })
  if (cidr === undefined) throw invalid('EC2 chooses no range for a network', 'cidr, as in 10.1.0.0/16')
  const { subnets, ipv6, tenancy } = native
  checkList('native.subnets', subnets, (what, subnet) => checkSubnet(what, subnet))
  if (ipv6 !== undefined && typeof ipv6 !== 'boolean') throw invalid('native.ipv6 must be true or false')
  if (tenancy !== undefined && tenancy !== 'default' && tenancy !== 'dedicated')
    throw invalid(`native.tenancy is ${JSON.stringify(tenancy)}`, 'default or dedicated')
  return {
    name,
    cidr: checkCidr(cidr, [4]),
    location: location === undefined ? undefined : idOf('location', location, 'location'),
    native,
  }
}
