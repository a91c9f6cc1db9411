import type { Ec2 } from './action.ts'
import { type Disk, disksOf } from './attachment.ts'
import { type Instance, stateOf } from './instance.ts'
import { addressesOf, privateName, publicName } from './instance-names.ts'
import { metadataFields } from './metadata-options.ts'
import { groupsOf } from './network/instance-groups.ts'
import { interfacesOf } from './network/interface-view.ts'
import { instanceInterfaceFields } from './network/interface-wire.ts'
import { requestOf } from './spot-request.ts'
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

function instanceFields(ec2: Ec2, instance: Instance): XmlFields {
  const { server, image, type, zone, placement } = instance
  const spot = requestOf(ec2, instance)
  const gone = server.state === 'terminated'
  const { v4, v6 } = addressesOf(instance)
  return {
    instanceId: instance.id,
    imageId: image.id,
    instanceState: stateOf(instance),
    privateDnsName: privateName(ec2, server.privateAddress),
    dnsName: publicName(ec2, instance),
    reason: instance.reason,
    keyName: instance.keyName,
    amiLaunchIndex: instance.launchIndex,
    productCodes: [],
    instanceType: type.name,
    launchTime: new Date(server.startedAt),
    placement: {
      availabilityZone: zone.name,
      groupName: placement.group?.name ?? '',
      groupId: placement.group?.id,
      partitionNumber: placement.partition,
      tenancy: placement.tenancy,
    },
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
    networkInterfaceSet: interfacesOf(ec2, instance).map((view) => instanceInterfaceFields(ec2, view)),
    ...(spot && { instanceLifecycle: 'spot', spotInstanceRequestId: spot.id }),
    ...(instance.iamProfile && { iamInstanceProfile: { arn: instance.iamProfile } }),
    ...hardware(instance),
  }
}

function hardware(instance: Instance): XmlFields {
  const { type, image, ebsOptimized, server, cpu } = instance
  return {
    ebsOptimized,
    enaSupport: image.ena,
    cpuOptions: { coreCount: cpu.cores, threadsPerCore: cpu.threadsPerCore },
    capacityReservationSpecification: { capacityReservationPreference: instance.reservationPreference },
    hibernationOptions: { configured: instance.hibernation },
    metadataOptions: metadataFields(instance.metadata, server.state === 'pending'),
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

export const diskFields = ({ volume, attachment }: Disk): XmlFields => ({
  deviceName: attachment.device,
  ebs: {
    volumeId: volume.id,
    status: attachment.state,
    attachTime: new Date(attachment.attachedAt),
    deleteOnTermination: attachment.deleteOnTermination,
  },
})
