import { invalid } from '@cloud/core/driver'
import { interfaceFields, launchFields, nodeInterfaceFields } from './launch-fields.ts'
import type { Ec2BlockDevice, Ec2CreateNode, Ec2LaunchInterface, Ec2Placement } from './launch-options.ts'
import { checkHops } from './metadata-options.ts'
import { checkFields, type OptionFields } from './option-fields.ts'
import { checkPerformance } from './volume-type.ts'

const fields: OptionFields = {
  ...launchFields,
  ...nodeInterfaceFields,
  networkInterfaces: ['', [interfaceFields]],
  instanceProfile: ['', 'text'],
  licenses: ['', ['text']],
}

export const launchOptionNames: readonly string[] = Object.keys(fields)

/** `invalid` for what cannot be right: options that EC2 has not, that it would not take, or that contradict each other. */
export function checkLaunch(native: Ec2CreateNode): void {
  checkFields('createNode under native', native, fields, 'native.')
  checkNetwork(native)
  checkDevices(native.blockDevices ?? [])
  checkSpot(native)
  checkPlacement(native.placement ?? {})
  checkHops('native.metadata', native.metadata ?? {})
  const { cpu, capacityReservation, launchTemplate } = native
  if (cpu !== undefined && given(cpu, ['cores', 'threadsPerCore']).length < 2)
    throw invalid('native.cpu is not whole', 'cores and threadsPerCore')
  oneOf('native.capacityReservation', capacityReservation, ['preference', 'id', 'resourceGroupArn'])
  oneOf('native.launchTemplate', launchTemplate, ['id', 'name'])
}

function checkNetwork(native: Ec2CreateNode): void {
  const { networkInterfaces: all } = native
  if (all === undefined) {
    checkInterface('native', native)
    return
  }
  if (all.length === 0) throw invalid('native.networkInterfaces is empty', 'one at least, or left out')
  const twice = given(native, Object.keys(nodeInterfaceFields))[0]
  if (twice !== undefined)
    throw invalid(
      `native.${twice} and native.networkInterfaces do not go together`,
      `${twice} of the first interface`,
    )
  if (all.length > 1 && all.some(({ publicAddress }) => publicAddress === true))
    throw invalid('publicAddress is of a node with one interface', 'an elastic address')
  for (const [index, each] of all.entries()) checkInterface(`native.networkInterfaces[${index}]`, each)
}

function checkInterface(what: string, each: Ec2LaunchInterface): void {
  apart(what, each, 'secondaryPrivateIps', 'secondaryPrivateIpCount')
  apart(what, each, 'ipv6Addresses', 'ipv6AddressCount')
  if (each.secondaryPrivateIps && each.privateIp === undefined)
    throw invalid(`${what}.secondaryPrivateIps are given without a first address`, 'privateIp')
  if (each.interfaceId === undefined) return
  const own = given(each, Object.keys(each)).find((name) => name !== 'interfaceId')
  if (own !== undefined)
    throw invalid(`${what}.${own} is given of an interface that is there`, 'interfaceId alone')
}

function checkDevices(devices: readonly Ec2BlockDevice[]): void {
  for (const [index, { device, noDevice, virtualName, ...disk }] of devices.entries()) {
    const what = `native.blockDevices[${index}]`
    if (device === undefined) throw invalid(`${what} has no device`, 'as in /dev/sdf')
    if (devices.findIndex((other) => other.device === device) < index)
      throw invalid(`${what} is ${device} once more`)
    const uses = [noDevice === true, virtualName !== undefined, given(disk, Object.keys(disk)).length > 0]
    if (uses.filter(Boolean).length !== 1)
      throw invalid(`${what} is not clear`, 'noDevice, virtualName, or what disk it is')
    if (disk.kmsKeyId !== undefined && !disk.encrypted)
      throw invalid(`${what} has a kmsKeyId and is not encrypted`, 'encrypted: true')
    checkPerformance(what, disk)
  }
}

function checkSpot({ spot, terminationProtection, placement }: Ec2CreateNode): void {
  if (spot === undefined) return
  if (spot.type !== 'persistent') {
    const { interruption = 'terminate', validUntil } = spot
    if (interruption !== 'terminate' || validUntil !== undefined)
      throw invalid('native.spot asks for one node once', "type: 'persistent'")
  }
  if (terminationProtection) throw invalid('A spot instance has no terminationProtection')
  if (placement?.tenancy === 'host') throw invalid('A spot instance is on no dedicated host')
}

function checkPlacement(placement: Ec2Placement): void {
  apart('native.placement', placement, 'group', 'groupId')
  apart('native.placement', placement, 'hostId', 'hostResourceGroupArn')
  const {
    group = placement.groupId,
    partition,
    tenancy,
    hostId = placement.hostResourceGroupArn,
    affinity,
  } = placement
  if (partition !== undefined && group === undefined)
    throw invalid('native.placement.partition is of a group', 'group or groupId')
  if (tenancy !== 'host' && (hostId !== undefined || affinity !== undefined))
    throw invalid('native.placement names a host', "tenancy: 'host'")
}

/** The names of options that are given. */
function given(options: object, names: readonly string[]): readonly string[] {
  return names.filter((name) => Reflect.get(options, name) !== undefined)
}

function apart<T extends object>(what: string, options: T, ...names: readonly (keyof T & string)[]): void {
  if (given(options, names).length > 1) throw invalid(`${what} has ${names.join(' and ')}`, 'one of them')
}

function oneOf<T extends object>(
  what: string,
  options: T | undefined,
  names: readonly (keyof T & string)[],
): void {
  if (options !== undefined && given(options, names).length !== 1)
    throw invalid(`${what} is not clear`, `one of ${names.join(', ')}`)
}
