import { existingAclList } from './acl-list.ts'
import { overlaps, rangeOf, readBlock, within } from './block.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { checkLimit } from './limits.ts'
import type { Range } from './network.ts'
import { existingNetworkOffering, type NetworkOffering } from './network-offerings.ts'
import { networkWire } from './network-wire.ts'
import { addNetwork } from './new-network.ts'
import { type OwnerInput, ownerOf } from './owner.ts'
import { forbidden, invalid } from './refusal.ts'
import { existingVpc, tiersOf, type Vpc } from './vpc.ts'
import { existingZone } from './zones.ts'

interface NetworkInput extends OwnerInput {
  readonly name: string
  readonly displaytext?: string
  readonly networkofferingid: string
  readonly zoneid: string
  readonly gateway?: string
  readonly netmask?: string
  readonly networkdomain?: string
  readonly vpcid?: string
  readonly aclid?: string
}

export const networkCreateCommands: Commands<'createNetwork'> = {
  createNetwork: now<NetworkInput>(
    'name displaytext networkofferingid zoneid gateway netmask networkdomain vpcid aclid account domainid projectid',
    (cloud, input) => {
      const projectId = ownerOf(cloud, input)
      const zone = existingZone(cloud, input.zoneid)
      const offering = existingNetworkOffering(input.networkofferingid)
      const vpc = input.vpcid === undefined ? undefined : existingVpc(cloud, 'vpcid', input.vpcid)
      if (zone.type === 'Basic') throw invalid('Network creation is not allowed in a zone of Basic type')
      checkOffering(offering, vpc)
      if (vpc && vpc.zone !== zone) throw invalid(`VPC ${vpc.id} is not in zone ${zone.id}`)
      const range = readRange(input, offering)
      if (vpc) checkTier(cloud, vpc, range)
      const own = [...cloud.networks.values()].filter(({ builtIn }) => !builtIn)
      checkLimit(cloud, 'networks', own.length)
      const network = addNetwork(cloud, {
        name: input.name,
        displayText: input.displaytext ?? input.name,
        zone,
        offering,
        projectId: vpc ? vpc.projectId : projectId,
        range,
        vpcId: vpc?.id,
        aclId: vpc && existingAclList(cloud, 'aclid', input.aclid ?? cloud.denyAclId).id,
        domain: input.networkdomain ?? vpc?.domain,
      })
      return { network: networkWire(cloud, network) }
    },
  ),
}

function checkOffering({ id, kind, forVpc }: NetworkOffering, vpc: Vpc | undefined): void {
  if (kind === 'Shared')
    throw forbidden(`Only ROOT admin can specify vlans, which network offering ${id} needs`)
  if (vpc && !forVpc) throw invalid(`Network offering ${id} can't be used for VPC networks`)
  if (!vpc && forVpc) throw invalid(`Network offering ${id} can be used for VPC networks only`)
}

function readRange({ gateway, netmask }: NetworkInput, { kind, forVpc }: NetworkOffering): Range | undefined {
  if (gateway === undefined && netmask === undefined) {
    if (forVpc) throw invalid('Gateway/netmask are required when create network for VPC')
    return undefined
  }
  if (kind === 'L2') throw invalid('A network of type L2 has neither gateway nor netmask')
  if (gateway === undefined || netmask === undefined)
    throw invalid('gateway and netmask must be passed together')
  const { cidr, block } = rangeOf(gateway, netmask)
  if (block.bits > 29) throw invalid(`The range ${cidr} is too small`)
  return { cidr, gateway, netmask }
}

/** Tiers are parts of their VPC, apart from one another. */
function checkTier(cloud: CloudStack, vpc: Vpc, range: Range | undefined): void {
  if (!range) return
  const block = readBlock(range.cidr)
  if (!within(block, readBlock(vpc.cidr)))
    throw invalid(`Network cidr ${range.cidr} is not within vpc cidr ${vpc.cidr}`)
  const other = tiersOf(cloud, vpc).find((tier) => tier.range && overlaps(block, readBlock(tier.range.cidr)))
  if (other)
    throw invalid(`Network cidr ${range.cidr} crosses other network cidrs in vpc: ${other.range?.cidr}`)
}
