import type { Ec2 } from './action.ts'
import type { Image } from './images.ts'
import type { InstanceType } from './instance-types.ts'
import type { KeyPair } from './key-pair-store.ts'
import type { LaunchInput } from './launch-input.ts'
import { invalidValue, missing, Refusal } from './refusal.ts'
import { defaultNetwork, type Zone } from './zones.ts'

export interface LaunchPlan {
  readonly image: Image
  readonly type: InstanceType
  readonly zone: Zone
  readonly keyPair: KeyPair | undefined
  readonly userData: string | undefined
  readonly publicAddress: boolean
  readonly rootGiB: number
}

/** Everything that a launch names, found and fitting together. Throws EC2's own error for the first that is not. */
export function planLaunch(ec2: Ec2, input: LaunchInput): LaunchPlan {
  checkCounts(input)
  const image = findImage(ec2, input.ImageId)
  const type = findType(ec2, input.InstanceType ?? 'm1.small')
  if (type.architecture !== image.architecture) {
    throw invalidValue(
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
    )
  }
  const first = input.NetworkInterface?.[0]
  checkGroups([...(input.SecurityGroupId ?? []), ...(first?.SecurityGroupId ?? [])], input.SecurityGroup)
  return {
    image,
    type,
    zone: findZone(ec2, input, type),
    keyPair: findKeyPair(ec2, input.KeyName),
    userData: readUserData(input.UserData),
    publicAddress: first?.AssociatePublicIpAddress ?? true,
    rootGiB: rootSize(image, input),
  }
}

function checkCounts({ MinCount: min, MaxCount: max }: LaunchInput): void {
  if (min < 1) throw invalidValue(`Value (${min}) for parameter minCount is invalid. It must be at least 1.`)
  if (min > max) {
    throw new Refusal('InvalidParameterCombination', `minCount (${min}) must not be above maxCount (${max})`)
  }
}

function findImage(ec2: Ec2, id: string | undefined): Image {
  if (!id) throw missing('ImageId')
  if (!/^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new Refusal('InvalidAMIID.Malformed', `Invalid id: "${id}" (expecting "ami-...")`)
  }
  const image = ec2.images.find((candidate) => candidate.id === id)
  if (!image) throw new Refusal('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`)
  return image
}

export function findType(ec2: Ec2, name: string): InstanceType {
  const type = ec2.types.get(name)
  if (!type) throw invalidValue(`Invalid value '${name}' for InstanceType.`)
  return type
}

/** A zone named, or that of a subnet, or the first that has the type. */
function findZone(ec2: Ec2, input: LaunchInput, type: InstanceType): Zone {
  const subnetId = input.SubnetId ?? input.NetworkInterface?.[0]?.SubnetId
  const zoneName = input.Placement?.AvailabilityZone
  const ofSubnet = ec2.zones.find((zone) => zone.subnetId === subnetId)
  if (subnetId && !ofSubnet) {
    throw new Refusal('InvalidSubnetID.NotFound', `The subnet ID '${subnetId}' does not exist`)
  }
  const named = ec2.zones.find((zone) => zone.name === zoneName)
  if (zoneName && !named) throw invalidValue(`Invalid availability zone: [${zoneName}]`)
  if (ofSubnet && named && ofSubnet !== named) {
    throw invalidValue(`The subnet '${subnetId}' is not in the availability zone '${zoneName}'`)
  }
  const offering = ec2.zones.filter(({ index }) => type.zones.includes(index))
  const wanted = named ?? ofSubnet ?? offering[0]
  if (wanted && offering.includes(wanted)) return wanted
  throw new Refusal(
    'Unsupported',
    `Your requested instance type (${type.name}) is not supported in your requested Availability Zone (${wanted?.name}). Please retry your request by not specifying an Availability Zone or choosing ${offering.map(({ name }) => name).join(', ')}.`,
  )
}

function findKeyPair(ec2: Ec2, name: string | undefined): KeyPair | undefined {
  if (name === undefined) return undefined
  const keyPair = ec2.keyPairs.get(name)
  if (!keyPair) throw new Refusal('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`)
  return keyPair
}

function checkGroups(ids: readonly string[], names: readonly string[] = []): void {
  const { groupId, groupName } = defaultNetwork
  const lostId = ids.find((id) => id !== groupId)
  if (lostId) throw new Refusal('InvalidGroup.NotFound', `The security group '${lostId}' does not exist`)
  const lostName = names.find((name) => name !== groupName)
  if (lostName) {
    throw new Refusal(
      'InvalidGroup.NotFound',
      `The security group '${lostName}' does not exist in default VPC '${defaultNetwork.vpcId}'`,
    )
  }
}

const largestUserData = 16_384

export function readUserData(base64: string | undefined): string | undefined {
  if (!base64) return undefined
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64)) {
    throw new Refusal('InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.')
  }
  if (Buffer.from(base64, 'base64').length > largestUserData) {
    throw invalidValue(`User data is limited to ${largestUserData} bytes`)
  }
  return base64
}

function rootSize(image: Image, { BlockDeviceMapping: mappings = [] }: LaunchInput): number {
  for (const { DeviceName: device } of mappings) {
    if (device === image.rootDevice) continue
    throw new Refusal(
      'UnsupportedOperation',
      `The emulated cloud has root volumes only: ${device} is not ${image.rootDevice}`,
    )
  }
  const size = mappings[0]?.Ebs?.VolumeSize ?? image.rootGiB
  if (size < image.rootGiB) {
    throw new Refusal(
      'InvalidBlockDeviceMapping',
      `Volume of size ${size}GB is smaller than snapshot '${image.snapshotId}', expect size>= ${image.rootGiB}GB`,
    )
  }
  return size
}
