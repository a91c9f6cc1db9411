import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  object,
  required,
  type XmlShape,
} from '@cloud/core/driver'
import { type Ec2Client, send } from './client.ts'
import { clientToken } from './client-token.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'
import { remove } from './removal.ts'
import { tagsOfNew } from './resource-tags.ts'
import {
  type Ec2RouteTable,
  type RouteTableWire,
  routeTable,
  routeTableDescription,
  toRouteTable,
} from './route-tables-wire.ts'

type Driver = HasClient<Ec2Client>

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html */
export function listRouteTables(
  driver: Driver,
  query: {
    readonly network?: Ref<'network'> | undefined
    readonly subnet?: Ref<'subnet'> | undefined
    readonly name?: string | undefined
  } = {},
  call?: CallOptions,
): Listing<Ec2RouteTable> {
  checkNames('listRouteTables', query, ['network', 'subnet', 'name'])
  const { network, subnet, name } = query
  const filters = [
    ...(network === undefined ? [] : [exactly('vpc-id', [idOf('network', network, 'network')])]),
    ...(subnet === undefined ? [] : [exactly('association.subnet-id', [idOf('subnet', subnet, 'subnet')])]),
    ...(name === undefined ? [] : [exactly('tag:Name', [checkText('The name', name, { max: 255 })])]),
  ]
  return list(clientOf(driver), routeTableDescription, filters, call)
}

/** `not-found` where there is none. */
export function getRouteTable(
  driver: Driver,
  table: Ref<'route-table'>,
  call?: CallOptions,
): Promise<Ec2RouteTable> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    get(client, routeTableDescription, ec2Id('route-table', table), left),
  )
}

interface CreatedWire {
  readonly routeTable: RouteTableWire
}

const created: XmlShape<CreatedWire> = object<CreatedWire>({ routeTable: required(routeTable) })

/** It has the route inside of the network, and holds for no subnet. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html */
export function createRouteTable(
  driver: Driver,
  options: { readonly network: Ref<'network'>; readonly name?: string | undefined },
  call?: CallOptions,
): Promise<Ec2RouteTable> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createRouteTable', options, ['network', 'name'])
    const { network, name } = options
    if (name !== undefined) checkText('The name of the route table', name, { max: 255 })
    const parameters = {
      VpcId: ec2Id('network', network),
      ClientToken: clientToken(undefined),
      TagSpecification: name === undefined ? undefined : tagsOfNew('route-table', { name }),
    }
    const repeat = { class: 'token', field: 'ClientToken' } as const
    const request = { name: 'CreateRouteTable', repeat, parameters, answer: created }
    return toRouteTable((await send(client, request, left)).routeTable)
  })
}

/** `not-found` where there is none; `conflict` where it holds for a subnet, or is the main one. */
export function deleteRouteTable(
  driver: Driver,
  table: Ref<'route-table'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { RouteTableId: ec2Id('route-table', table) }
    await remove(client, { name: 'DeleteRouteTable', parameters }, left)
  })
}
