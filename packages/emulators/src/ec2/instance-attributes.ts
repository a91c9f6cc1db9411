import { type Action, action, type Ec2 } from './action.ts'
import { disksOf } from './attachment.ts'
import { findInstance, type Instance } from './instance.ts'
import { changeDisks, type DiskChange } from './instance-disks.ts'
import { diskFields } from './instance-wire.ts'
import { checkNetworkAdapter, readUserData } from './launch-plan.ts'
import { defaultCpu } from './launch-settings.ts'
import { putInGroups } from './network/instance-groups.ts'
import { invalidValue, Refusal } from './refusal.ts'
import type { XmlFields } from './xml.ts'

const readers: Readonly<Record<string, (instance: Instance, ec2: Ec2) => XmlFields>> = {
  blockDeviceMapping: (instance, ec2) => ({ blockDeviceMapping: disksOf(ec2, instance).map(diskFields) }),
  instanceType: ({ type }) => ({ instanceType: { value: type.name } }),
  userData: ({ userData }) => ({ userData: { value: userData } }),
  disableApiTermination: ({ terminationProtected }) => ({
    disableApiTermination: { value: terminationProtected },
  }),
  disableApiStop: ({ stopProtected }) => ({ disableApiStop: { value: stopProtected } }),
  instanceInitiatedShutdownBehavior: ({ shutdownBehavior }) => ({
    instanceInitiatedShutdownBehavior: { value: shutdownBehavior },
  }),
  rootDeviceName: ({ image }) => ({ rootDeviceName: { value: image.rootDevice } }),
  sourceDestCheck: ({ sourceDestCheck }) => ({ sourceDestCheck: { value: sourceDestCheck } }),
  ebsOptimized: ({ ebsOptimized }) => ({ ebsOptimized: { value: ebsOptimized } }),
  enaSupport: ({ image }) => ({ enaSupport: { value: image.ena } }),
  sriovNetSupport: () => ({ sriovNetSupport: {} }),
  kernel: () => ({ kernel: {} }),
  ramdisk: () => ({ ramdisk: {} }),
  productCodes: () => ({ productCodes: [] }),
  enclaveOptions: () => ({ enclaveOptions: { enabled: false } }),
  groupSet: ({ groupIds }) => ({ groupSet: groupIds.map((groupId) => ({ groupId })) }),
}

interface DescribeInput {
  readonly InstanceId: string
  readonly Attribute: string
}

export const describeInstanceAttribute: Action = action<DescribeInput>((ec2, input) => () => {
  const instance = findInstance(ec2, input.InstanceId)
  const read = readers[input.Attribute]
  if (!read) {
    throw new Refusal('UnsupportedOperation', `The emulated cloud has no attribute ${input.Attribute}`)
  }
  return { instanceId: instance.id, ...read(instance, ec2) }
})

interface Flag {
  readonly Value?: boolean
}
interface Text {
  readonly Value?: string
}
interface ModifyInput {
  readonly InstanceId: string
  readonly Attribute?: string
  readonly Value?: string
  readonly InstanceType?: Text
  readonly UserData?: Text
  readonly InstanceInitiatedShutdownBehavior?: Text
  readonly DisableApiTermination?: Flag
  readonly DisableApiStop?: Flag
  readonly SourceDestCheck?: Flag
  readonly EbsOptimized?: Flag
  readonly GroupId?: readonly string[]
  readonly BlockDeviceMapping?: readonly DiskChange[]
}

const modifiable = [
  'InstanceType',
  'UserData',
  'InstanceInitiatedShutdownBehavior',
  'DisableApiTermination',
  'DisableApiStop',
  'SourceDestCheck',
  'EbsOptimized',
] as const
type Modifiable = (typeof modifiable)[number]

export const modifyInstanceAttribute: Action = action<ModifyInput>((ec2, input) => {
  const instance = findInstance(ec2, input.InstanceId)
  if (input.GroupId && isAlone(input) && !input.BlockDeviceMapping)
    return putInGroups(ec2, instance, input.GroupId)
  if (input.BlockDeviceMapping && isAlone(input) && !input.GroupId) {
    return changeDisks(ec2, instance, input.BlockDeviceMapping)
  }
  const given = named(input)
  const type = given.name === 'InstanceType' ? typeNamed(ec2, given.text) : instance.type
  const needsStop =
    given.name === 'InstanceType' || given.name === 'UserData' || given.name === 'EbsOptimized'
  if (needsStop && instance.server.state !== 'stopped') {
    throw new Refusal(
      'IncorrectInstanceState',
      `The instance '${instance.id}' is not in the 'stopped' state.`,
    )
  }
  if (type.architecture !== instance.image.architecture) {
    throw invalidValue(`The architecture of ${type.name} is not that of the instance's image`)
  }
  checkNetworkAdapter(instance.image, type)
  const userData = given.name === 'UserData' ? readUserData(given.text) : instance.userData
  return () => {
    if (type !== instance.type) instance.cpu = defaultCpu(type)
    instance.type = type
    instance.userData = userData
    apply(instance, given)
    return { return: true }
  }
})

function typeNamed({ types }: Ec2, name: string) {
  const type = types.get(name)
  if (type) return type
  throw new Refusal('InvalidInstanceAttributeValue', `Invalid value '${name}' for InstanceType.`)
}

const isAlone = (input: ModifyInput) =>
  !input.Attribute && modifiable.every((name) => input[name] === undefined)

interface Given {
  readonly name: Modifiable
  readonly text: string
}

/** EC2 takes one attribute at a time, in its own parameter or as Attribute and Value. */
function named(input: ModifyInput): Given {
  const own = modifiable.filter((name) => input[name] !== undefined)
  const byName = modifiable.find((name) => name.toLowerCase() === input.Attribute?.toLowerCase())
  if (own.length + (input.Attribute ? 1 : 0) !== 1 || input.GroupId || input.BlockDeviceMapping) {
    throw new Refusal('InvalidParameterCombination', 'Exactly one attribute must be specified')
  }
  const [name = byName] = own
  if (!name) {
    throw new Refusal(
      'UnsupportedOperation',
      `The emulated cloud cannot change the attribute ${input.Attribute}`,
    )
  }
  const text = own.length > 0 ? String(input[name]?.Value ?? '') : (input.Value ?? '')
  return { name, text }
}

function apply(instance: Instance, { name, text }: Given): void {
  if (name === 'InstanceType' || name === 'UserData') return
  if (name === 'InstanceInitiatedShutdownBehavior') {
    if (text !== 'stop' && text !== 'terminate') throw invalidValue(`Invalid value '${text}' for ${name}.`)
    instance.shutdownBehavior = text
    return
  }
  const flag = text === 'true'
  if (name === 'DisableApiTermination') instance.terminationProtected = flag
  if (name === 'DisableApiStop') instance.stopProtected = flag
  if (name === 'SourceDestCheck') instance.sourceDestCheck = flag
  if (name === 'EbsOptimized') instance.ebsOptimized = flag
}
