import { type Action, action } from './action.ts'
import { findInstance, type Instance } from './instance.ts'
import { findType, readUserData } from './launch-plan.ts'
import { invalidValue, Refusal } from './refusal.ts'
import type { XmlFields } from './xml.ts'

const readers: Readonly<Record<string, (instance: Instance) => XmlFields>> = {
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
  enaSupport: () => ({ enaSupport: { value: true } }),
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
  return { instanceId: instance.id, ...read(instance) }
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
  const given = named(input)
  const type = given.name === 'InstanceType' ? findType(ec2, given.text) : instance.type
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
  const userData = given.name === 'UserData' ? readUserData(given.text) : instance.userData
  return () => {
    instance.type = type
    instance.userData = userData
    apply(instance, given)
    return { return: true }
  }
})

interface Given {
  readonly name: Modifiable
  readonly text: string
}

/** EC2 takes one attribute at a time, in its own parameter or as Attribute and Value. */
function named(input: ModifyInput): Given {
  const own = modifiable.filter((name) => input[name] !== undefined)
  const byName = modifiable.find((name) => name.toLowerCase() === input.Attribute?.toLowerCase())
  if (own.length + (input.Attribute ? 1 : 0) !== 1) {
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
