import type { CallOptions, CloudError, Listing, Ref } from '@cloud/core'
import {
  changed,
  checkList,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  isCloudError,
  keyed,
  object,
  required,
  type XmlShape,
} from '@cloud/core/driver'
import { type Ec2Client, send } from './client.ts'
import { clientToken } from './client-token.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'
import {
  type Ec2NetworkInterface,
  type InterfaceWire,
  interfaceDescription,
  networkInterface,
  toNetworkInterface,
} from './network-interfaces-wire.ts'
import { remove } from './removal.ts'
import { tagsOfNew } from './resource-tags.ts'

type Driver = HasClient<Ec2Client>

export interface NetworkInterfaceQuery {
  readonly node?: Ref<'node'> | undefined
  readonly subnet?: Ref<'subnet'> | undefined
  readonly network?: Ref<'network'> | undefined
  readonly firewall?: Ref<'firewall'> | undefined
}

const filterNames = {
  node: 'attachment.instance-id',
  subnet: 'subnet-id',
  network: 'vpc-id',
  firewall: 'group-id',
} as const satisfies Record<keyof NetworkInterfaceQuery, string>

/** Those of nodes too, and those that services of AWS made for themselves. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html */
export function listNetworkInterfaces(
  driver: Driver,
  query: NetworkInterfaceQuery = {},
  call?: CallOptions,
): Listing<Ec2NetworkInterface> {
  checkNames('listNetworkInterfaces', query, Object.keys(filterNames))
  const filters = Object.entries(query)
    .filter(([, ref]) => ref !== undefined)
    .map(([kind, ref]) => exactly(filterNames[kind as keyof typeof filterNames], [idOf(kind, ref, kind)]))
  return list(clientOf(driver), interfaceDescription, filters, call)
}

/** `not-found` where there is none. */
export function getNetworkInterface(
  driver: Driver,
  ref: Ref<'network-interface'>,
  call?: CallOptions,
): Promise<Ec2NetworkInterface> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    get(client, interfaceDescription, ec2Id('network-interface', ref), left),
  )
}

export interface CreateNetworkInterface {
  readonly subnet: Ref<'subnet'>
  readonly name?: string | undefined
  readonly description?: string | undefined
  /** Of the subnet; left out, EC2 chooses. */
  readonly privateIp?: string | undefined
  /** Left out, the default one of the network. */
  readonly firewalls?: readonly Ref<'firewall'>[] | undefined
  /** The same interface comes back for the same key. */
  readonly idempotencyKey?: string | undefined
}

interface CreatedWire {
  readonly networkInterface: InterfaceWire
}

const created: XmlShape<CreatedWire> = object<CreatedWire>({ networkInterface: required(networkInterface) })

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html */
export function createNetworkInterface(
  driver: Driver,
  options: CreateNetworkInterface,
  call?: CallOptions,
): Promise<Ec2NetworkInterface> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { subnet, name, description, privateIp, firewalls, idempotencyKey } = checked(options)
    const token = clientToken(idempotencyKey)
    const parameters = {
      SubnetId: ec2Id('subnet', subnet),
      Description: description,
      PrivateIpAddress: privateIp,
      SecurityGroupId: firewalls?.map((each) => ec2Id('firewall', each)),
      ClientToken: token,
      TagSpecification: name === undefined ? undefined : tagsOfNew('network-interface', { name }),
    }
    const repeat = { class: 'token', field: 'ClientToken' } as const
    const request = { name: 'CreateNetworkInterface', repeat, parameters, answer: created }
    try {
      return toNetworkInterface((await send(client, request, left)).networkInterface)
    } catch (error) {
      throw keyed(error, token)
    }
  })
}

function checked(options: CreateNetworkInterface): CreateNetworkInterface {
  const names = ['subnet', 'name', 'description', 'privateIp', 'firewalls', 'idempotencyKey']
  checkNames('createNetworkInterface', options, names)
  for (const member of ['name', 'description', 'privateIp'] as const)
    if (options[member] !== undefined)
      checkText(`The ${member} of the interface`, options[member], { max: 255 })
  checkList('firewalls', options.firewalls, (what, each) => idOf(what, each, 'firewall'))
  if (options.firewalls?.length === 0) throw invalid('firewalls is empty', 'one at least, or left out')
  return options
}

/** `not-found` where there is none; `conflict` where a node has it. */
export function deleteNetworkInterface(
  driver: Driver,
  ref: Ref<'network-interface'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = ec2Id('network-interface', ref)
    try {
      await remove(client, { name: 'DeleteNetworkInterface', parameters: { NetworkInterfaceId: id } }, left)
    } catch (error) {
      throw (await isHeld(client, error, id, left))
        ? changed(error as CloudError, { code: 'conflict' })
        : error
    }
  })
}

/** EC2 refuses this with the code of any wrong value. Where it cannot be told, the refusal stays what it is. */
async function isHeld(client: Ec2Client, error: unknown, id: string, call: CallOptions): Promise<boolean> {
  if (!isCloudError(error, 'invalid') || error.status === undefined) return false
  return get(client, interfaceDescription, id, call).then(
    ({ native }) => native.attachment !== undefined,
    () => false,
  )
}
