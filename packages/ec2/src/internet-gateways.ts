import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  beforeWrite,
  type CloudError,
  changed,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  isCloudError,
  named,
  object,
  required,
  type XmlShape,
} from '@cloud/core/driver'
import { unlessDone } from './already-done.ts'
import { done, type Ec2Client, send } from './client.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'
import { byIntent, newIntent } from './intent.ts'
import {
  type Ec2InternetGateway,
  gatewayDescription,
  type InternetGatewayWire,
  internetGateway,
  toInternetGateway,
} from './internet-gateways-wire.ts'
import { remove } from './removal.ts'
import { tagsOfNew } from './resource-tags.ts'

type Driver = HasClient<Ec2Client>
type Gateway = Ref<'internet-gateway'>

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInternetGateways.html */
export function listInternetGateways(
  driver: Driver,
  query: { readonly network?: Ref<'network'> | undefined; readonly name?: string | undefined } = {},
  call?: CallOptions,
): Listing<Ec2InternetGateway> {
  checkNames('listInternetGateways', query, ['network', 'name'])
  const { network, name } = query
  const filters = [
    ...(network === undefined ? [] : [exactly('attachment.vpc-id', [idOf('network', network, 'network')])]),
    ...(name === undefined ? [] : [exactly('tag:Name', [checkText('The name', name, { max: 255 })])]),
  ]
  return list(clientOf(driver), gatewayDescription, filters, call)
}

/** `not-found` where there is none. */
export function getInternetGateway(
  driver: Driver,
  gateway: Gateway,
  call?: CallOptions,
): Promise<Ec2InternetGateway> {
  const client = clientOf(driver)
  return client.within(call, async (left) => look(client, gateway, left))
}

async function look(client: Ec2Client, ref: Gateway, call: CallOptions): Promise<Ec2InternetGateway> {
  return get(client, gatewayDescription, ec2Id('internet-gateway', ref), call)
}

interface CreatedWire {
  readonly internetGateway: InternetGatewayWire
}

const created: XmlShape<CreatedWire> = object<CreatedWire>({ internetGateway: required(internetGateway) })

/** Attached to nothing. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInternetGateway.html */
export function createInternetGateway(
  driver: Driver,
  options: { readonly name?: string | undefined } = {},
  call?: CallOptions,
): Promise<Ec2InternetGateway> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createInternetGateway', options, ['name'])
    const { name } = options
    if (name !== undefined) checkText('The name of the gateway', name, { max: 255 })
    const intent = newIntent()
    const parameters = { TagSpecification: tagsOfNew('internet-gateway', { name, intent }) }
    const repeat = byIntent(client, {
      description: gatewayDescription,
      intent,
      toAnswer: ({ native }: Ec2InternetGateway): CreatedWire => ({ internetGateway: native }),
      remove: ({ id }, rest) => removeGateway(client, id, rest),
    })
    const request = { name: 'CreateInternetGateway', repeat, parameters, answer: created }
    return toInternetGateway((await send(client, request, left)).internetGateway)
  })
}

/** Resolves where it is attached to that network already; `conflict` where it is to another, or where that has another gateway. */
export function attachInternetGateway(
  driver: Driver,
  gateway: Gateway,
  to: { readonly network: Ref<'network'> },
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('attachInternetGateway', to, ['network'])
    const network = ec2Id('network', to.network)
    await move(client, 'AttachInternetGateway', ec2Id('internet-gateway', gateway), network, left)
  })
}

/** Resolves where it is attached to nothing; `conflict` where addresses of the network's nodes still lead through it. */
export function detachInternetGateway(driver: Driver, gateway: Gateway, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id, network } = await beforeWrite(look(client, gateway, left))
    if (network !== undefined) await move(client, 'DetachInternetGateway', id, network, left)
  })
}

/** A second one is refused: a look tells whether the first took effect. */
async function move(
  client: Ec2Client,
  name: 'AttachInternetGateway' | 'DetachInternetGateway',
  id: string,
  network: string,
  call: CallOptions,
): Promise<void> {
  const wanted = name === 'AttachInternetGateway' ? network : undefined
  const find = async (left: CallOptions) =>
    (await look(client, id, left)).network === wanted ? {} : undefined
  const parameters = { InternetGatewayId: id, VpcId: network }
  try {
    const moving = send(client, { name, repeat: named<object>(find), parameters, answer: done }, call)
    await unlessDone(moving, () => find(call))
  } catch (error) {
    throw wanted !== undefined && (await hasGateway(client, error, wanted, call))
      ? changed(error as CloudError, { code: 'conflict' })
      : error
  }
}

/** EC2 refuses a network its second gateway with the code of any wrong value. Where this cannot be told, the refusal stays what it is. */
async function hasGateway(
  client: Ec2Client,
  error: unknown,
  network: string,
  call: CallOptions,
): Promise<boolean> {
  if (!isCloudError(error, 'invalid') || error.status === undefined) return false
  const filters = [exactly('attachment.vpc-id', [network])]
  const found = list(client, gatewayDescription, filters, call).toArray({ max: 1 })
  return found.then(
    ({ length }) => length > 0,
    () => false,
  )
}

/** `not-found` where there is none; `conflict` where it is attached. */
export function deleteInternetGateway(driver: Driver, gateway: Gateway, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => removeGateway(client, ec2Id('internet-gateway', gateway), left))
}

function removeGateway(client: Ec2Client, id: string, call: CallOptions): Promise<void> {
  return remove(client, { name: 'DeleteInternetGateway', parameters: { InternetGatewayId: id } }, call)
}
