import { overlaps, readBlock } from './block.ts'
import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { settingsWire } from './customer-gateways.ts'
import { foundVisible } from './found.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { ownerWire } from './owner.ts'
import { invalid } from './refusal.ts'
import { creation, removal } from './resource-jobs.ts'
import { existingCustomerGateway, existingVpnGateway, type VpnConnection } from './vpn.ts'

interface ConnectionInput {
  readonly s2scustomergatewayid: string
  readonly s2svpngatewayid: string
  readonly passive?: boolean
}

interface ConnectionList extends ListInput {
  readonly vpcid?: string
}

/** There is nobody at the other end: a connection that is not passive is taken to come about. */
const settle = (connection: VpnConnection): void => {
  connection.state = connection.passive ? 'Disconnected' : 'Connected'
}

export const vpnConnectionCommands: Commands<
  'createVpnConnection' | 'deleteVpnConnection' | 'listVpnConnections' | 'resetVpnConnection'
> = {
  createVpnConnection: job<ConnectionInput>(
    's2scustomergatewayid s2svpngatewayid passive',
    (cloud, input) => {
      const connection = newConnection(cloud, input)
      return creation(cloud, connection, {
        type: 'VpnConnection',
        things: cloud.vpnConnections,
        name: 'vpnconnection',
        wire: (made) => connectionWire(cloud, made),
        effect: () => settle(connection),
      })
    },
  ),

  resetVpnConnection: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const connection = foundVisible(cloud, cloud.vpnConnections, 'id', id)
    return {
      instance: { type: 'VpnConnection', id },
      projectId: connection.projectId,
      queue: id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        connection.state = 'Pending'
      },
      finish: () => {
        settle(connection)
        return { vpnconnection: connectionWire(cloud, connection) }
      },
    }
  }),

  deleteVpnConnection: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const things = cloud.vpnConnections
    return removal(cloud, foundVisible(cloud, things, 'id', id), { type: 'VpnConnection', things })
  }),

  listVpnConnections: now<ConnectionList>('id vpcid', (cloud, input, call) => {
    const connections = ownedBy(cloud, input, cloud.vpnConnections.values()).filter(
      ({ gateway }) => input.vpcid === undefined || gateway.vpc.id === input.vpcid,
    )
    return answerList(cloud, call, 'vpnconnection', connections, (one) => connectionWire(cloud, one))
  }),
}

function newConnection(cloud: CloudStack, input: ConnectionInput): VpnConnection {
  const customer = existingCustomerGateway(cloud, 's2scustomergatewayid', input.s2scustomergatewayid)
  const gateway = existingVpnGateway(cloud, 's2svpngatewayid', input.s2svpngatewayid)
  if (customer.projectId !== gateway.projectId)
    throw invalid('VPN connection can only be established between the gateways of one account')
  const others = [...cloud.vpnConnections.values()].filter((other) => other.gateway === gateway)
  if (others.some((other) => other.customer === customer))
    throw invalid(
      `The vpn connection with customer gateway id ${customer.id} and vpn gateway id ${gateway.id} already existed!`,
    )
  const taken = [gateway.vpc.cidr, ...others.flatMap((other) => other.customer.cidrs.split(','))]
  for (const cidr of customer.cidrs.split(','))
    for (const other of taken)
      if (overlaps(readBlock(cidr), readBlock(other)))
        throw invalid(`The subnet ${cidr} of customer gateway ${customer.id} is overlapped with ${other}!`)
  return {
    id: cloud.newId(),
    gateway,
    customer,
    passive: input.passive ?? false,
    state: 'Pending',
    createdAt: cloud.centre.clock.now(),
    projectId: gateway.projectId,
  }
}

const connectionWire = (cloud: CloudStack, connection: VpnConnection): Fields => {
  const { id, gateway, customer, passive, state, createdAt, projectId } = connection
  return {
    id,
    s2svpngatewayid: gateway.id,
    s2scustomergatewayid: customer.id,
    publicip: gateway.ip.address,
    passive,
    state,
    created: timeText(createdAt),
    ...settingsWire(customer),
    ...ownerWire(cloud, projectId),
    fordisplay: true,
  }
}
