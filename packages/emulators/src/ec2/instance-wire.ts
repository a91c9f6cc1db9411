import type { Ec2 } from './action.ts'
import { type Disk, disksOf } from './attachment.ts'
import { type Instance, stateOf } from './instance.ts'
import { groupsOf } from './network/instance-groups.ts'
import { tagSet } from './tag-input.ts'
import type { XmlFields } from './xml.ts'

export function reservation(ec2: Ec2, reservationId: string, instances: readonly Instance[]): XmlFields {
  return {
    reservationId,
    ownerId: ec2.accountId,
    groupSet: [],
    instancesSet: instances.map((instance) => instanceFields(ec2, instance)),
  }
}

/** An address shows as IPv6 where the documentation's IPv4 addresses have run out. */
export function addressesOf({ server }: Instance): {
  readonly v4: string | undefined
  readonly v6: string | undefined
} {
  const address = server.publicAddress
  return address?.includes(':') ? { v4: undefined, v6: address } : { v4: address, v6: undefined }
}

export const publicName = (ec2: Ec2, address: string | undefined): string =>
  address === undefined ? '' : `ec2-${address.replaceAll('.', '-')}.${domainOf(ec2.region, 'compute')}`

export const privateName = (ec2: Ec2, address: string | undefined): string =>
  address === undefined ? '' : `ip-${address.replaceAll('.', '-')}.${domainOf(ec2.region, 'internal')}`

/** The oldest region has names of its own. */
function domainOf(region: string, kind: 'compute' | 'internal'): string {
  if (kind === 'compute') {
    return region === 'us-east-1' ? 'compute-1.amazonaws.com' : `${region}.compute.amazonaws.com`
  }
  return region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`
}

function instanceFields(ec2: Ec2, instance: Instance): XmlFields {
  const { server, image, type, zone } = instance
  const gone = server.state === 'terminated'
  const { v4, v6 } = addressesOf(instance)
  return {
    instanceId: instance.id,
    imageId: image.id,
    instanceState: stateOf(instance),
    privateDnsName: privateName(ec2, server.privateAddress),
    dnsName: publicName(ec2, v4),
    reason: instance.reason,
    keyName: instance.keyName,
    amiLaunchIndex: instance.launchIndex,
    productCodes: [],
    instanceType: type.name,
    launchTime: new Date(server.startedAt),
    placement: { availabilityZone: zone.name, groupName: '', tenancy: 'default' },
    monitoring: { state: instance.monitoring ? 'enabled' : 'disabled' },
    subnetId: gone ? undefined : instance.subnet.id,
    vpcId: gone ? undefined : instance.subnet.vpc.id,
    privateIpAddress: server.privateAddress,
    ipAddress: v4,
    ipv6Address: v6,
    sourceDestCheck: gone ? undefined : instance.sourceDestCheck,
    groupSet: gone ? [] : groupsOf(ec2, instance),
    stateReason: stateReason(instance),
    architecture: image.architecture,
    rootDeviceType: 'ebs',
    rootDeviceName: image.rootDevice,
    blockDeviceMapping: gone ? [] : disksOf(ec2, instance).map(diskFields),
    virtualizationType: 'hvm',
    clientToken: instance.clientToken,
    tagSet: tagSet(ec2, instance.id),
    hypervisor: 'xen',
    networkInterfaceSet: gone ? [] : [networkInterface(ec2, instance)],
    ...(instance.iamProfile && { iamInstanceProfile: { arn: instance.iamProfile } }),
    ...hardware(instance),
  }
}

function hardware({ type, ebsOptimized, server }: Instance): XmlFields {
  return {
    ebsOptimized,
    enaSupport: true,
    cpuOptions: { coreCount: type.vcpus / type.threadsPerCore, threadsPerCore: type.threadsPerCore },
    capacityReservationSpecification: { capacityReservationPreference: 'open' },
    hibernationOptions: { configured: false },
    metadataOptions: {
      state: server.state === 'pending' ? 'pending' : 'applied',
      httpTokens: 'required',
      httpPutResponseHopLimit: 2,
      httpEndpoint: 'enabled',
      httpProtocolIpv6: 'disabled',
      instanceMetadataTags: 'disabled',
    },
    enclaveOptions: { enabled: false },
    bootMode: 'uefi-preferred',
    currentInstanceBootMode: type.architecture === 'arm64' ? 'uefi' : 'legacy-bios',
    platformDetails: 'Linux/UNIX',
    usageOperation: 'RunInstances',
    usageOperationUpdateTime: new Date(server.createdAt),
    maintenanceOptions: { autoRecovery: 'default' },
  }
}

function stateReason({ server, reason }: Instance): XmlFields | undefined {
  if (server.state === 'pending') return { code: 'pending', message: 'pending' }
  if (!reason) return undefined
  const code = 'Client.UserInitiatedShutdown'
  return { code, message: `${code}: User initiated shutdown` }
}

const diskFields = ({ volume, attachment }: Disk): XmlFields => ({
  deviceName: attachment.device,
  ebs: {
    volumeId: volume.id,
    status: attachment.state,
    attachTime: new Date(attachment.attachedAt),
    deleteOnTermination: attachment.deleteOnTermination,
  },
})

function networkInterface(ec2: Ec2, instance: Instance): XmlFields {
  const { server, subnet } = instance
  const { v4, v6 } = addressesOf(instance)
  const association = v4 && { publicIp: v4, publicDnsName: publicName(ec2, v4), ipOwnerId: 'amazon' }
  const own = {
    privateIpAddress: server.privateAddress,
    privateDnsName: privateName(ec2, server.privateAddress),
    ...(association && { association }),
  }
  return {
    ...own,
    networkInterfaceId: instance.interfaceId,
    subnetId: subnet.id,
    vpcId: subnet.vpc.id,
    ownerId: ec2.accountId,
    status: 'in-use',
    interfaceType: 'interface',
    sourceDestCheck: instance.sourceDestCheck,
    groupSet: groupsOf(ec2, instance),
    attachment: {
      attachmentId: instance.attachmentId,
      deviceIndex: 0,
      status: 'attached',
      attachTime: new Date(server.createdAt),
      deleteOnTermination: true,
    },
    privateIpAddressesSet: [{ ...own, primary: true }],
    ipv6AddressesSet: v6 ? [{ ipv6Address: v6 }] : [],
  }
}
