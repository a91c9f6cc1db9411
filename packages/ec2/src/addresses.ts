import type { Addresses, CallOptions, Listing, Ref } from '@cloud/core'
import { checkNames, idOf, isCloudError, withOutcome } from '@cloud/core/driver'
import { addressDescription, type Ec2Address } from './addresses-wire.ts'
import { attachAddress, detachAddress, getAddress } from './attach-address.ts'
import type { Ec2Client } from './client.ts'
import { createAddress, type Ec2CreateAddress, release } from './create-address.ts'
import { list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'

/** Elastic IP addresses. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html */
export function addresses(client: Ec2Client): Addresses<Ec2Address, Ec2CreateAddress> {
  return {
    listAddresses: (query = {}, call) => listAddresses(client, query, call),
    getAddress: (address, call) => client.within(call, (left) => getAddress(client, address, left)),
    createAddress: (options = {}, call) =>
      client.within(call, (left) => createAddress(client, options, left)),
    attachAddress: (address, to, call) =>
      client.within(call, (left) => attachAddress(client, address, to, left)),
    detachAddress: (address, call) =>
      client.within(call, async (left) => void (await detachAddress(client, address, left))),
    destroyAddress: (address, call) => client.within(call, (left) => destroyAddress(client, address, left)),
  }
}

async function destroyAddress(client: Ec2Client, ref: Ref<'address'>, call: CallOptions): Promise<void> {
  const ended = await detachAddress(client, ref, call)
  try {
    await release(client, ec2Id('address', ref), call)
  } catch (error) {
    // It leads nowhere any more, and is paid for all the same.
    throw ended && !isCloudError(error, 'not-found') ? withOutcome(error, 'unknown') : error
  }
}

function listAddresses(
  client: Ec2Client,
  query: { readonly node?: Ref<'node'> | undefined },
  call: CallOptions | undefined,
): Listing<Ec2Address> {
  checkNames('listAddresses', query, ['node'])
  const { node } = query
  const filters = node === undefined ? [] : [exactly('instance-id', [idOf('node', node, 'node')])]
  return list(client, addressDescription, filters, call)
}
