import type { CallOptions, Ref } from '@cloud/core'
import {
  beforeWrite,
  CloudError,
  changed,
  checkNames,
  clientOf,
  type HasClient,
  idOf,
  isCloudError,
  named,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { unlessDone } from './already-done.ts'
import { type Ec2Client, send } from './client.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'
import { remove } from './removal.ts'
import { type AssociationWire, type Ec2RouteTable, routeTableDescription } from './route-tables-wire.ts'

type Driver = HasClient<Ec2Client>

interface AssociatedWire {
  readonly associationId: string
}

const associated: XmlShape<AssociatedWire> = object<AssociatedWire>({ associationId: required(text) })

/**
 * Makes the table that of a subnet, and resolves with the id of the association; also where it is already. `conflict` where the subnet
 * has another: `replaceRouteTableAssociation` changes that. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html
 */
export function associateRouteTable(
  driver: Driver,
  table: Ref<'route-table'>,
  to: { readonly subnet: Ref<'subnet'> },
  call?: CallOptions,
): Promise<string> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('associateRouteTable', to, ['subnet'])
    const subnet = ec2Id('subnet', to.subnet)
    const id = ec2Id('route-table', table)
    const find = async (rest: CallOptions) =>
      answerOf(await get(client, routeTableDescription, id, rest), (one) => one.subnetId === subnet)
    const parameters = { RouteTableId: id, SubnetId: subnet }
    const request = { name: 'AssociateRouteTable', repeat: named(find), parameters, answer: associated }
    // A subnet that has a table is refused, also where that is this one.
    return (await unlessDone(send(client, request, left), () => find(left))).associationId
  })
}

/** The subnet then has the main table of its network. `not-found` where there is no such association; `conflict` for that of the main table. */
export function disassociateRouteTable(
  driver: Driver,
  association: string,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { AssociationId: idOf('association', association, 'association') }
    try {
      await remove(client, { name: 'DisassociateRouteTable', parameters }, left)
    } catch (error) {
      throw (await isMain(client, error, parameters.AssociationId, left))
        ? changed(error as CloudError, { code: 'conflict' })
        : error
    }
  })
}

/** EC2 refuses this with the code of any wrong value. Where it cannot be told, the refusal stays what it is. */
async function isMain(client: Ec2Client, error: unknown, id: string, call: CallOptions): Promise<boolean> {
  if (!isCloudError(error, 'invalid') || error.status === undefined) return false
  return getAssociation(client, id, call).then(
    ({ main }) => main === true,
    () => false,
  )
}

/**
 * Gives what an association is of another table, without a moment between; of a main association the network another main table.
 * Resolves with the id of the new one. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html
 */
export function replaceRouteTableAssociation(
  driver: Driver,
  association: string,
  table: Ref<'route-table'>,
  call?: CallOptions,
): Promise<string> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const old = idOf('association', association, 'association')
    const id = ec2Id('route-table', table)
    const { main, subnetId, gatewayId } = await beforeWrite(getAssociation(client, old, left))
    const isOfSame = (one: AssociationWire) =>
      one.routeTableAssociationId !== old &&
      (main
        ? one.main === true
        : one.main !== true && one.subnetId === subnetId && one.gatewayId === gatewayId)
    const find = async (rest: CallOptions) => {
      const answer = answerOf(await get(client, routeTableDescription, id, rest), isOfSame)
      return answer && { newAssociationId: answer.associationId }
    }
    const parameters = { AssociationId: old, RouteTableId: id }
    const request = {
      name: 'ReplaceRouteTableAssociation',
      repeat: named(find),
      parameters,
      answer: replaced,
    }
    return (await send(client, request, left)).newAssociationId
  })
}

interface ReplacedWire {
  readonly newAssociationId: string
}

const replaced: XmlShape<ReplacedWire> = object<ReplacedWire>({ newAssociationId: required(text) })

function answerOf(
  { native }: Ec2RouteTable,
  isIt: (association: AssociationWire) => boolean,
): AssociatedWire | undefined {
  const found = native.associationSet.find(isIt)
  return found && { associationId: found.routeTableAssociationId }
}

async function getAssociation(client: Ec2Client, id: string, call: CallOptions): Promise<AssociationWire> {
  const filters = [exactly('association.route-table-association-id', [id])]
  const tables = await list(client, routeTableDescription, filters, call).toArray()
  const all = tables.flatMap(({ native }) => native.associationSet)
  const found = all.find(({ routeTableAssociationId }) => routeTableAssociationId === id)
  if (found !== undefined) return found
  throw new CloudError(`There is no association ${id}`, { code: 'not-found', provider: client.provider })
}
