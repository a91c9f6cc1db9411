import { readBlock } from './block.ts'
import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { noEntity } from './found.ts'
import { checkLimit } from './limits.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { networkWire } from './network-wire.ts'
import { type OwnerInput, ownerOf, ownerWire } from './owner.ts'
import { releaseIp, takeIp } from './public-ip.ts'
import { invalid } from './refusal.ts'
import { creation, forget, removal } from './resource-jobs.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'
import { cloudstackVpcOffering, existingVpc, tiersOf, type Vpc } from './vpc.ts'
import { removeVpnsOf } from './vpn.ts'
import { existingZone } from './zones.ts'

interface VpcInput extends OwnerInput {
  readonly name: string
  readonly displaytext: string
  readonly cidr: string
  readonly vpcofferingid: string
  readonly zoneid: string
  readonly networkdomain?: string
}

interface VpcList extends ListInput {
  readonly cidr?: string
  readonly state?: string
  readonly vpcofferingid?: string
  readonly tags?: TagFilter
}

interface UpdateInput {
  readonly id: string
  readonly name?: string
  readonly displaytext?: string
}

export const vpcCommands: Commands<
  'createVPC' | 'updateVPC' | 'deleteVPC' | 'restartVPC' | 'listVPCs' | 'listVPCOfferings'
> = {
  createVPC: job<VpcInput>(
    'name displaytext cidr vpcofferingid zoneid networkdomain start account domainid projectid',
    (cloud, input) => {
      const vpc = newVpc(cloud, input)
      const { zone, projectId } = vpc
      const ip = takeIp(cloud, { zone, networkId: undefined, vpcId: vpc.id, sourceNat: true, projectId })
      return creation(cloud, vpc, {
        type: 'Vpc',
        things: cloud.vpcs,
        name: 'vpc',
        wire: (made) => vpcWire(cloud, made),
        undo: () => releaseIp(cloud, ip),
      })
    },
  ),

  updateVPC: job<UpdateInput>('id name displaytext', (cloud, { id, name, displaytext }) => {
    const vpc = existingVpc(cloud, 'id', id)
    return {
      instance: { type: 'Vpc', id },
      projectId: vpc.projectId,
      queue: id,
      ms: 0,
      finish: () => {
        vpc.name = name ?? vpc.name
        vpc.displayText = displaytext ?? vpc.displayText
        return { vpc: vpcWire(cloud, vpc) }
      },
    }
  }),

  deleteVPC: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const vpc = existingVpc(cloud, 'id', id)
    return removal(cloud, vpc, {
      type: 'Vpc',
      things: cloud.vpcs,
      check: () => {
        const tiers = tiersOf(cloud, vpc)
        if (tiers.length > 0) throw invalid(`Can't delete VPC ${id} as its used by ${tiers.length} networks`)
      },
      effect: () => {
        removeVpnsOf(cloud, vpc)
        for (const ip of cloud.publicIps.values()) if (ip.vpcId === id) releaseIp(cloud, ip)
        for (const list of cloud.aclLists.values())
          if (list.vpcId === id) forget(cloud, cloud.aclLists, list.id)
      },
    })
  }),

  restartVPC: job<{ readonly id: string }>('id cleanup makeredundant', (cloud, { id }) => {
    const vpc = existingVpc(cloud, 'id', id)
    return {
      instance: { type: 'Vpc', id },
      projectId: vpc.projectId,
      queue: id,
      ms: cloud.centre.times.rebootMs,
      finish: () => ({ success: true }),
    }
  }),

  listVPCs: now<VpcList>('id name cidr zoneid state vpcofferingid tags', (cloud, input, call) => {
    const vpcs = ownedBy(cloud, input, cloud.vpcs.values()).filter(
      ({ id, cidr, zone }) =>
        (input.cidr === undefined || cidr === input.cidr) &&
        (input.zoneid === undefined || zone.id === input.zoneid) &&
        (input.state === undefined || input.state.toLowerCase() === 'enabled') &&
        (input.vpcofferingid === undefined || input.vpcofferingid === cloudstackVpcOffering) &&
        hasTags(cloud, id, input.tags),
    )
    return answerList(cloud, call, 'vpc', vpcs, (vpc) => vpcWire(cloud, vpc))
  }),

  listVPCOfferings: now<ListInput & { readonly state?: string }>(
    'id name zoneid state isdefault',
    (cloud, { id, name }, call) => {
      if (id !== undefined && id !== cloudstackVpcOffering) throw noEntity('id', id)
      const shown = name === undefined || name === offeringName ? [offeringName] : []
      return answerList(cloud, call, 'vpcoffering', shown, () => ({
        id: cloudstackVpcOffering,
        name: offeringName,
        displaytext: offeringName,
        isdefault: true,
        state: 'Enabled',
        distributedvpcrouter: false,
        supportsregionLevelvpc: false,
        service: vpcServices,
      }))
    },
  ),
}

const offeringName = 'Default VPC offering'

const vpcServices: readonly Fields[] = [
  'Dhcp',
  'Dns',
  'UserData',
  'SourceNat',
  'StaticNat',
  'PortForwarding',
  'Lb',
  'NetworkACL',
  'Vpn',
].map((name) => ({ name, provider: [{ name: 'VpcVirtualRouter' }] }))

function newVpc(cloud: CloudStack, input: VpcInput): Vpc {
  const projectId = ownerOf(cloud, input)
  const zone = existingZone(cloud, input.zoneid)
  if (input.vpcofferingid !== cloudstackVpcOffering) throw noEntity('vpcofferingid', input.vpcofferingid)
  if (zone.type === 'Basic') throw invalid(`Can't create VPC in the zone of Basic type`)
  readBlock(input.cidr)
  checkLimit(cloud, 'vpcs', cloud.vpcs.size)
  const id = cloud.newId()
  return {
    id,
    name: input.name,
    displayText: input.displaytext,
    zone,
    cidr: input.cidr,
    domain: input.networkdomain ?? `cs${id.slice(0, 4)}cloud.internal`,
    createdAt: cloud.centre.clock.now(),
    projectId,
  }
}

function vpcWire(cloud: CloudStack, vpc: Vpc): Fields {
  const { id, name, zone } = vpc
  return {
    id,
    name,
    displaytext: vpc.displayText,
    cidr: vpc.cidr,
    created: timeText(vpc.createdAt),
    state: 'Enabled',
    zoneid: zone.id,
    zonename: zone.name,
    vpcofferingid: cloudstackVpcOffering,
    vpcofferingname: offeringName,
    networkdomain: vpc.domain,
    restartrequired: false,
    distributedvpcrouter: false,
    redundantvpcrouter: false,
    regionlevelvpc: false,
    fordisplay: true,
    ...ownerWire(cloud, vpc.projectId),
    service: vpcServices,
    network: tiersOf(cloud, vpc).map((network) => networkWire(cloud, network)),
    tags: tagsWire(cloud, id),
    hasannotations: false,
  }
}
