import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, CloudError, checkNames, idOf, isCloudError, named } from '@cloud/core/driver'
import { addressDescription, type Ec2Address } from './addresses-wire.ts'
import { done, type Ec2Client, send } from './client.ts'
import { get } from './description.ts'
import { forbiddenWhereSeen } from './forbidden.ts'
import { getNode } from './get-node.ts'
import { ec2Id } from './ids.ts'
import { remove } from './removal.ts'

export async function getAddress(
  client: Ec2Client,
  ref: Ref<'address'>,
  call: CallOptions,
): Promise<Ec2Address> {
  return get(client, addressDescription, ec2Id('address', ref), call)
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html */
export async function attachAddress(
  client: Ec2Client,
  ref: Ref<'address'>,
  to: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  checkNames('attachAddress', to, ['node'])
  const node = idOf('node', to.node, 'node')
  const address = await beforeWrite(getAddress(client, ref, call))
  if (address.node === node) return
  if (address.native.associationId) throw taken(address)
  // EC2 may refuse what leads there already: a look tells whether the first took effect.
  const find = async (left: CallOptions) =>
    (await getAddress(client, address.id, left)).node === node ? {} : undefined
  const associate = (to: { readonly InstanceId: string } | { readonly NetworkInterfaceId: string }) => {
    const parameters = { AllocationId: address.id, ...to, AllowReassociation: false }
    const request = { name: 'AssociateAddress', repeat: named<object>(find), parameters, answer: done }
    return send(client, request, call)
  }
  try {
    await associate({ InstanceId: node })
  } catch (error) {
    const first = isCloudError(error) && (await firstOfSeveral(client, error, node, call))
    if (!first) throw error
    await associate({ NetworkInterfaceId: first })
  }
}

/** EC2 refuses a node that has several interfaces unless one is named: the first, as it takes of itself where there is no other. */
async function firstOfSeveral(
  client: Ec2Client,
  { providerCode, outcome }: CloudError,
  node: string,
  call: CallOptions,
): Promise<string | undefined> {
  if (providerCode !== 'InvalidInstanceID' || outcome !== 'not-applied') return undefined
  const { networkInterfaceSet: all } = (await beforeWrite(getNode(client, node, call))).native
  const first = all.find(({ attachment }) => attachment?.deviceIndex === 0)
  return all.length > 1 ? first?.networkInterfaceId : undefined
}

function taken({ id, node, native }: Ec2Address): CloudError {
  const what = node === undefined ? `the interface ${native.networkInterfaceId}` : `the node ${node}`
  return new CloudError(`The address ${id} leads to ${what}`, {
    code: 'conflict',
    provider: 'ec2',
    outcome: 'not-applied',
    hint: 'detach it first',
    details: { nodeId: node },
  })
}

/**
 * Resolves with whether it led anywhere. `forbidden` where that is a NAT gateway or a balancer, which alone can let go of it.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateAddress.html
 */
export async function detachAddress(
  client: Ec2Client,
  ref: Ref<'address'>,
  call: CallOptions,
): Promise<boolean> {
  const { id, native } = await beforeWrite(getAddress(client, ref, call))
  if (!native.associationId) return false
  const parameters = { AssociationId: native.associationId }
  try {
    await remove(client, { name: 'DisassociateAddress', parameters }, call)
  } catch (error) {
    // It led there a moment ago: somebody else has ended it.
    const isEnded = isCloudError(error) && error.providerCode === 'InvalidAssociationID.NotFound'
    if (!isEnded) throw await forbiddenWhereSeen(error, () => getAddress(client, id, call))
  }
  return true
}
