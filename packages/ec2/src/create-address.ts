import type { CallOptions, CreateAddress } from '@cloud/core'
import { checkNames, checkText, idOf, invalid } from '@cloud/core/driver'
import {
  type AllocatedWire,
  addressDescription,
  allocated,
  type Ec2Address,
  toAddress,
} from './addresses-wire.ts'
import { type Ec2Client, send } from './client.ts'
import { byIntent, intentTag, newIntent } from './intent.ts'
import { remove } from './removal.ts'
import { tagsOfNew } from './resource-tags.ts'
import { getZone } from './zone.ts'

/** What `createAddress` takes under `native`. */
export interface Ec2CreateAddress {
  /** The tag `Name`. */
  readonly name?: string | undefined
  /** The id of a pool of the account's own addresses; left out, the address is one of Amazon's. */
  readonly publicIpv4Pool?: string | undefined
}

/**
 * Its `location` matters for a local zone, whose addresses are its own; those of the others are the region's.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html
 */
export async function createAddress(
  client: Ec2Client,
  options: CreateAddress<Ec2CreateAddress>,
  call: CallOptions,
): Promise<Ec2Address> {
  const { location, name, publicIpv4Pool } = checked(options)
  const zone = location === undefined ? undefined : await getZone(client, location, call)
  const intent = newIntent()
  const specification = tagsOfNew('elastic-ip', { name, intent })
  const parameters = {
    Domain: 'vpc',
    NetworkBorderGroup: zone?.networkBorderGroup,
    PublicIpv4Pool: publicIpv4Pool,
    TagSpecification: specification,
  }
  const repeat = byIntent(client, {
    description: addressDescription,
    intent,
    toAnswer: ({ native }: Ec2Address): AllocatedWire => native,
    remove: ({ id }, left) => release(client, id, left),
  })
  const wire = await send(client, { name: 'AllocateAddress', repeat, parameters, answer: allocated }, call)
  const tagSet = [...(name ? [{ key: 'Name', value: name }] : []), { key: intentTag, value: intent }]
  return toAddress({ ...wire, tagSet })
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html */
export function release(client: Ec2Client, id: string, call: CallOptions): Promise<void> {
  return remove(client, { name: 'ReleaseAddress', parameters: { AllocationId: id } }, call)
}

function checked(
  options: CreateAddress<Ec2CreateAddress>,
): Ec2CreateAddress & { readonly location: string | undefined } {
  checkNames('createAddress', options, ['version', 'location', 'native'])
  const { version = 4, location, native = {} } = options
  checkNames('createAddress under native', native, ['name', 'publicIpv4Pool'])
  if (version !== 4)
    throw invalid(`The version is ${JSON.stringify(version)}`, '4: addresses of IPv6 are those of a subnet')
  const { name, publicIpv4Pool } = native
  if (name !== undefined) checkText('The name of the address', name, { max: 255 })
  if (publicIpv4Pool !== undefined) checkText('publicIpv4Pool', publicIpv4Pool, { max: 255 })
  return { ...native, location: location === undefined ? undefined : idOf('location', location, 'location') }
}
