import type { QueryParameters } from '@cloud/aws'
import { interfaceFields, launchFields } from './launch-fields.ts'
import type { Ec2CreateNode, Ec2LaunchInterface } from './launch-options.ts'
import { toParameters } from './option-fields.ts'

/** What `native` and the location come to among the parameters of a launch. */
export function toLaunchParameters(native: Ec2CreateNode, location: string | undefined): QueryParameters {
  const { instanceProfile: profile, blockDevices } = native
  return {
    ...toParameters(launchFields, {
      ...native,
      metadata: { ...native.metadata, tokens: native.metadata?.tokens ?? 'required' },
      // A device that is left out is named with nothing in it.
      blockDevices: blockDevices?.map((each) => ({ ...each, noDevice: each.noDevice ? '' : undefined })),
    }),
    ...toNetwork(native),
    'InstanceMarketOptions.MarketType': native.spot && 'spot',
    'Placement.AvailabilityZone': location,
    [`IamInstanceProfile.${profile?.startsWith('arn:') ? 'Arn' : 'Name'}`]: profile,
    LicenseSpecification: native.licenses?.map((LicenseConfigurationArn) => ({ LicenseConfigurationArn })),
  }
}

/** A subnet and groups are said of the node where that is all: what else an interface may have, EC2 takes of the interface alone. */
function toNetwork(native: Ec2CreateNode): QueryParameters {
  if (native.networkInterfaces) return { NetworkInterface: native.networkInterfaces.map(toInterface) }
  const { SubnetId, SecurityGroupId, DeviceIndex, ...more } = toInterface(native, 0)
  const isPlain = Object.values(more).every((value) => value === undefined)
  return isPlain ? { SubnetId, SecurityGroupId } : { NetworkInterface: [toInterface(native, 0)] }
}

function toInterface(each: Ec2LaunchInterface, DeviceIndex: number): QueryParameters {
  const { privateIp, secondaryPrivateIps: further } = each
  return {
    DeviceIndex,
    ...toParameters(interfaceFields, each),
    PrivateIpAddress: further ? undefined : privateIp,
    PrivateIpAddresses:
      further &&
      [privateIp, ...further].map((PrivateIpAddress, index) => ({
        PrivateIpAddress,
        Primary: index === 0,
      })),
    Ipv6Addresses: each.ipv6Addresses?.map((Ipv6Address) => ({ Ipv6Address })),
  }
}
