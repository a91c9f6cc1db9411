import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { ownerWire } from './owner.ts'
import { failed, invalid } from './refusal.ts'
import { creation, removal } from './resource-jobs.ts'
import { existingVpc } from './vpc.ts'
import { existingVpnGateway, type VpnGateway } from './vpn.ts'

interface GatewayList extends ListInput {
  readonly vpcid?: string
}

export const vpnGatewayCommands: Commands<'createVpnGateway' | 'deleteVpnGateway' | 'listVpnGateways'> = {
  createVpnGateway: job<{ readonly vpcid: string }>('vpcid', (cloud, { vpcid }) =>
    creation(cloud, newGateway(cloud, vpcid), {
      type: 'VpnGateway',
      things: cloud.vpnGateways,
      name: 'vpngateway',
      wire: (gateway) => gatewayWire(cloud, gateway),
    }),
  ),

  deleteVpnGateway: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const gateway = existingVpnGateway(cloud, 'id', id)
    return removal(cloud, gateway, {
      type: 'VpnGateway',
      things: cloud.vpnGateways,
      check: () => {
        const isUsed = [...cloud.vpnConnections.values()].some((connection) => connection.gateway === gateway)
        if (isUsed)
          throw invalid(`Unable to delete VPN gateway ${id} because there is still related VPN connections!`)
      },
    })
  }),

  listVpnGateways: now<GatewayList>('id vpcid', (cloud, input, call) => {
    const gateways = ownedBy(cloud, input, cloud.vpnGateways.values()).filter(
      ({ vpc }) => input.vpcid === undefined || vpc.id === input.vpcid,
    )
    return answerList(cloud, call, 'vpngateway', gateways, (gateway) => gatewayWire(cloud, gateway))
  }),
}

function newGateway(cloud: CloudStack, vpcid: string): VpnGateway {
  const vpc = existingVpc(cloud, 'vpcid', vpcid)
  if ([...cloud.vpnGateways.values()].some((gateway) => gateway.vpc === vpc))
    throw invalid(`The VPN gateway of VPC ${vpc.id} already existed!`)
  const ip = [...cloud.publicIps.values()].find(({ vpcId, sourceNat }) => vpcId === vpc.id && sourceNat)
  if (!ip) throw failed(`Cannot found source nat ip of vpc ${vpc.id}`)
  const { projectId } = vpc
  return { id: cloud.newId(), vpc, ip, createdAt: cloud.centre.clock.now(), projectId }
}

const gatewayWire = (cloud: CloudStack, { id, vpc, ip, projectId }: VpnGateway): Fields => ({
  id,
  publicip: ip.address,
  vpcid: vpc.id,
  vpcname: vpc.name,
  ...ownerWire(cloud, projectId),
  fordisplay: true,
})
