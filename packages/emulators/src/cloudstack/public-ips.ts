import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { existingNetwork } from './existing-network.ts'
import { found } from './found.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { isRouted, type Network } from './network.ts'
import { type OwnerInput, ownerOf, ownerWire } from './owner.ts'
import { existingIp, type PublicIp, releaseIp, takeIp } from './public-ip.ts'
import { invalid } from './refusal.ts'
import { removal } from './resource-jobs.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'
import { existingZone } from './zones.ts'

interface AssociateInput extends OwnerInput {
  readonly zoneid?: string
  readonly networkid?: string
  readonly vpcid?: string
}

interface IpList extends ListInput {
  readonly ipaddress?: string
  readonly associatednetworkid?: string
  readonly vpcid?: string
  readonly issourcenat?: boolean
  readonly isstaticnat?: boolean
  readonly state?: string
  readonly tags?: TagFilter
}

export const publicIpCommands: Commands<
  'associateIpAddress' | 'disassociateIpAddress' | 'listPublicIpAddresses'
> = {
  associateIpAddress: job<AssociateInput>(
    'zoneid networkid vpcid account domainid projectid',
    (cloud, input) => {
      const ip = takeIp(cloud, { ...placeOf(cloud, input), sourceNat: false })
      return {
        instance: { type: 'IpAddress', id: ip.id },
        created: ip.id,
        projectId: ip.projectId,
        queue: ip.id,
        ms: cloud.centre.times.actionMs,
        finish: () => ({ ipaddress: ipWire(cloud, ip) }),
        abort: () => releaseIp(cloud, ip),
      }
    },
  ),

  disassociateIpAddress: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const ip = existingIp(cloud, 'id', id)
    if (ip.sourceNat)
      throw invalid('ip address is used for source nat purposes and can not be disassociated.')
    const things = cloud.publicIps
    return removal(cloud, ip, { type: 'IpAddress', things, effect: () => releaseIp(cloud, ip) })
  }),

  listPublicIpAddresses: now<IpList>(
    'id ipaddress associatednetworkid vpcid zoneid issourcenat isstaticnat state forvirtualnetwork allocatedonly tags',
    (cloud, input, call) => {
      const shown = ownedBy(cloud, input, cloud.publicIps.values()).filter((ip) => isChosen(cloud, ip, input))
      return answerList(cloud, call, 'publicipaddress', shown, (ip) => ipWire(cloud, ip))
    },
  ),
}

/** Where an address is to lead: into a VPC, into a network, or into the only one that the owner has in a zone. */
function placeOf(
  cloud: CloudStack,
  input: AssociateInput,
): Pick<PublicIp, 'zone' | 'networkId' | 'vpcId' | 'projectId'> {
  const projectId = ownerOf(cloud, input)
  if (input.vpcid !== undefined) {
    const { id, zone } = found(cloud.vpcs, 'vpcid', input.vpcid)
    return { zone, networkId: undefined, vpcId: id, projectId }
  }
  if (input.networkid === undefined && input.zoneid === undefined)
    throw invalid(
      'Unable to figure out zone to assign ip to. Please specify either zoneId, or networkId, or vpcId in the call',
    )
  const network =
    input.networkid === undefined
      ? onlyNetwork(cloud, input.zoneid, projectId)
      : existingNetwork(cloud, 'networkid', input.networkid)
  if (network.vpcId !== undefined)
    throw invalid(
      "Can't assign ip to the network directly when network belongs to VPC. Specify vpcId to associate ip address to VPC",
    )
  if (!isRouted(network))
    throw invalid(`Can't associate an ip address with network ${network.id}: it is shared`)
  return { zone: network.zone, networkId: network.id, vpcId: undefined, projectId }
}

function onlyNetwork(cloud: CloudStack, zoneid: string | undefined, projectId: string | undefined): Network {
  const zone = existingZone(cloud, zoneid)
  if (zone.type === 'Basic') throw invalid(`Can't associate an ip address in the basic zone ${zone.id}`)
  const [network, ...others] = [...cloud.networks.values()].filter(
    (one) => one.zone === zone && isRouted(one) && one.vpcId === undefined && one.projectId === projectId,
  )
  if (!network)
    throw invalid(`Account name=${cloud.account.name} doesn't have virtual networks in zone=${zone.name}`)
  if (others.length > 0)
    throw invalid(
      `Account name=${cloud.account.name} has more than one virtual networks in zone=${zone.name}; please specify networkId`,
    )
  return network
}

function isChosen(cloud: CloudStack, ip: PublicIp, input: IpList): boolean {
  const same = <T>(wanted: T | undefined, own: T) => wanted === undefined || wanted === own
  return (
    same(input.ipaddress, ip.address) &&
    same<string | undefined>(input.associatednetworkid, ip.networkId) &&
    same<string | undefined>(input.vpcid, ip.vpcId) &&
    same(input.zoneid, ip.zone.id) &&
    same(input.issourcenat, ip.sourceNat) &&
    same(input.isstaticnat, ip.staticNat !== undefined) &&
    same(input.state?.toLowerCase(), 'allocated') &&
    hasTags(cloud, ip.id, input.tags)
  )
}

export function ipWire(cloud: CloudStack, ip: PublicIp): Fields {
  const { id, address, zone, networkId, vpcId, staticNat } = ip
  const network = networkId === undefined ? undefined : cloud.networks.get(networkId)
  const vpc = vpcId === undefined ? undefined : cloud.vpcs.get(vpcId)
  const rules = [cloud.firewallRules, cloud.forwardingRules, cloud.balancers]
  return {
    id,
    ipaddress: address,
    allocated: timeText(ip.createdAt),
    zoneid: zone.id,
    zonename: zone.name,
    issourcenat: ip.sourceNat,
    isstaticnat: staticNat !== undefined,
    issystem: false,
    isportable: false,
    forvirtualnetwork: true,
    forsystemvms: false,
    fordisplay: true,
    ...ownerWire(cloud, ip.projectId),
    state: 'Allocated',
    ...(network && { associatednetworkid: network.id, associatednetworkname: network.name }),
    ...(vpc && { vpcid: vpc.id, vpcname: vpc.name }),
    ...(staticNat && {
      virtualmachineid: staticNat.machine.id,
      virtualmachinename: staticNat.machine.name,
      virtualmachinedisplayname: staticNat.machine.displayName,
      virtualmachinetype: 'User',
      vmipaddress: staticNat.guest,
      purpose: 'StaticNat',
    }),
    hasrules: rules.some((things) => [...things.values()].some((rule) => rule.ip === ip)),
    tags: tagsWire(cloud, id),
    hasannotations: false,
  }
}
