import type { Ec2 } from './action.ts'
import { type BlockDevice, mapDevices } from './block-devices.ts'
import { findAvailableImage, type Image } from './image.ts'
import type { InstanceType } from './instance-types.ts'
import type { KeyPair } from './key-pair-store.ts'
import type { LaunchInput } from './launch-input.ts'
import { readSettings, type Settings } from './launch-settings.ts'
import { type LaunchNetwork, planNetwork } from './network/launch-network.ts'
import { type Placement, readPlacement } from './placement-group.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { readMarket, type SpotTerms } from './spot-request.ts'

export interface LaunchPlan {
  readonly image: Image
  readonly type: InstanceType
  readonly network: LaunchNetwork
  readonly keyPair: KeyPair | undefined
  readonly userData: string | undefined
  readonly disks: readonly BlockDevice[]
  readonly placement: Placement
  readonly settings: Settings
  /** Of the spot market. */
  readonly spot: SpotTerms | undefined
}

/** Everything that a launch names, found and fitting together. Throws EC2's own error for the first that is not. */
export function planLaunch(ec2: Ec2, input: LaunchInput): LaunchPlan {
  checkCounts(input)
  const image = findAvailableImage(ec2, input.ImageId)
  const type = findType(ec2, input.InstanceType ?? 'm1.small')
  if (type.architecture !== image.architecture) {
    throw invalidValue(
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
    )
  }
  checkNetworkAdapter(image, type)
  const placement = readPlacement(ec2, input.Placement ?? {}, type)
  const network = planNetwork(ec2, input, type)
  const disks = mapDevices(ec2, image.devices, input.BlockDeviceMapping)
  return {
    image,
    type,
    placement,
    network,
    keyPair: findKeyPair(ec2, input.KeyName),
    userData: readUserData(input.UserData),
    disks,
    settings: readSettings(ec2, input, { image, type, disks }),
    spot: readMarket(ec2, input.InstanceMarketOptions, {
      type,
      zone: network.subnet.zone,
      isProtected: input.DisableApiTermination ?? false,
    }),
  }
}

function checkCounts({ MinCount: min, MaxCount: max }: LaunchInput): void {
  if (min < 1) throw invalidValue(`Value (${min}) for parameter minCount is invalid. It must be at least 1.`)
  if (min > max) {
    throw new Refusal('InvalidParameterCombination', `minCount (${min}) must not be above maxCount (${max})`)
  }
}

export function checkNetworkAdapter({ ena }: Pick<Image, 'ena'>, { name, hypervisor }: InstanceType): void {
  if (ena || hypervisor !== 'nitro') return
  throw new Refusal(
    'InvalidParameterCombination',
    `Enhanced networking with the Elastic Network Adapter (ENA) is required for the '${name}' instance type. Ensure that you are using an AMI that is enabled for ENA.`,
  )
}

export function findType(ec2: Ec2, name: string): InstanceType {
  const type = ec2.types.get(name)
  if (!type) throw invalidValue(`Invalid value '${name}' for InstanceType.`)
  return type
}

function findKeyPair(ec2: Ec2, name: string | undefined): KeyPair | undefined {
  if (name === undefined) return undefined
  const keyPair = ec2.keyPairs.get(name)
  if (!keyPair) throw new Refusal('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`)
  return keyPair
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
