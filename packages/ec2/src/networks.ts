import type { CallOptions, Listing, Networks, Ref } from '@cloud/core'
import { beforeWrite, CloudError, checkNames, checkText } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import { createNetwork, deleteVpc, type Ec2CreateNetwork } from './create-network.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'
import { type Ec2Network, networkDescription } from './networks-wire.ts'

/** VPCs, one of them the region's default. Names need not be unique. https://docs.aws.amazon.com/vpc/latest/userguide/configure-your-vpc.html */
export function networks(client: Ec2Client): Networks<Ec2Network, Ec2CreateNetwork> {
  return {
    listNetworks: (query = {}, call) => listNetworks(client, query, call),
    getNetwork: (network, call) => client.within(call, (left) => getNetwork(client, network, left)),
    createNetwork: (options, call) => client.within(call, (left) => createNetwork(client, options, left)),
    destroyNetwork: (network, call) => client.within(call, (left) => destroyNetwork(client, network, left)),
  }
}

async function getNetwork(client: Ec2Client, ref: Ref<'network'>, call: CallOptions): Promise<Ec2Network> {
  return get(client, networkDescription, ec2Id('network', ref), call)
}

function listNetworks(
  client: Ec2Client,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<Ec2Network> {
  checkNames('listNetworks', query, ['name'])
  const { name } = query
  const filters = name === undefined ? [] : [exactly('tag:Name', [checkText('The name', name, { max: 255 })])]
  return list(client, networkDescription, filters, call)
}

/** EC2 would remove the default network where nothing is in it. */
async function destroyNetwork(client: Ec2Client, ref: Ref<'network'>, call: CallOptions): Promise<void> {
  const network = await beforeWrite(getNetwork(client, ref, call))
  if (network.default)
    throw new CloudError(`The network ${network.id} is the default one`, {
      code: 'conflict',
      provider: client.provider,
      outcome: 'not-applied',
    })
  await deleteVpc(client, network.id, call)
}
