import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, Ref } from '@cloud/core'
import { checkNames, clientOf, type HasClient, idOf, invalid } from '@cloud/core/driver'
import { checkOptions, type OptionKind } from './check-options.ts'
import { done, type Ec2Client, idempotent, read, send } from './client.ts'
import { type AttributeWire, attribute } from './node-attributes-wire.ts'

type Driver = HasClient<Ec2Client>

/** What EC2 tells of a node one by one, since `getNode` does not. */
export interface NodeAttributes {
  readonly size: string
  /** As it was given; empty where none was. */
  readonly userData: Uint8Array
  readonly terminationProtection: boolean
  readonly stopProtection: boolean
  readonly shutdownBehavior: 'stop' | 'terminate'
  /** Off for a node that passes on what is not for itself, as a router does. */
  readonly sourceDestCheck: boolean
  readonly ebsOptimized: boolean
  /** Enhanced networking with the Elastic Network Adapter. */
  readonly enaSupport: boolean
  /** `simple`: enhanced networking with the older adapter of Intel. Empty where there is none. */
  readonly sriovNetSupport: string
  readonly rootDevice: string
  /** Of its first network interface. */
  readonly securityGroupIds: readonly string[]
  readonly enclave: boolean
  /** Of paravirtual images; empty of all others. */
  readonly kernel: string
  readonly ramdisk: string
}

type Reader<T> = readonly [name: keyof AttributeWire, read: (wire: AttributeWire) => T]

const readers: { readonly [K in keyof NodeAttributes]: Reader<NodeAttributes[K]> } = {
  size: ['instanceType', (wire) => wire.instanceType?.value ?? ''],
  userData: ['userData', (wire) => new Uint8Array(Buffer.from(wire.userData?.value ?? '', 'base64'))],
  terminationProtection: ['disableApiTermination', (wire) => wire.disableApiTermination?.value ?? false],
  stopProtection: ['disableApiStop', (wire) => wire.disableApiStop?.value ?? false],
  shutdownBehavior: [
    'instanceInitiatedShutdownBehavior',
    (wire) => (wire.instanceInitiatedShutdownBehavior?.value === 'terminate' ? 'terminate' : 'stop'),
  ],
  sourceDestCheck: ['sourceDestCheck', (wire) => wire.sourceDestCheck?.value ?? true],
  ebsOptimized: ['ebsOptimized', (wire) => wire.ebsOptimized?.value ?? false],
  enaSupport: ['enaSupport', (wire) => wire.enaSupport?.value ?? false],
  sriovNetSupport: ['sriovNetSupport', (wire) => wire.sriovNetSupport?.value ?? ''],
  rootDevice: ['rootDeviceName', (wire) => wire.rootDeviceName?.value ?? ''],
  securityGroupIds: ['groupSet', (wire) => wire.groupSet.map(({ groupId }) => groupId)],
  enclave: ['enclaveOptions', (wire) => wire.enclaveOptions?.enabled ?? false],
  kernel: ['kernel', (wire) => wire.kernel?.value ?? ''],
  ramdisk: ['ramdisk', (wire) => wire.ramdisk?.value ?? ''],
}

/**
 * One attribute of a node. `not-found` where there is no such node.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceAttribute.html
 */
export function getNodeAttribute<K extends keyof NodeAttributes>(
  driver: Driver,
  node: Ref<'node'>,
  name: K,
  call?: CallOptions,
): Promise<NodeAttributes[K]> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkName(name)
    const [Attribute, value] = readers[name]
    const parameters = { InstanceId: idOf('node', node, 'node'), Attribute }
    const request = {
      name: 'DescribeInstanceAttribute',
      repeat: read,
      parameters,
      answer: attribute,
    } as const
    return value(await send(client, request, left))
  })
}

function checkName(name: string): void {
  if (!Object.hasOwn(readers, name))
    throw invalid(
      `A node has no attribute ${JSON.stringify(name)}`,
      `one of ${Object.keys(readers).join(', ')}`,
    )
}

type Settable =
  | 'terminationProtection'
  | 'stopProtection'
  | 'shutdownBehavior'
  | 'sourceDestCheck'
  | 'ebsOptimized'
  | 'enaSupport'
  | 'sriovNetSupport'

type Settings = { readonly [K in Settable]?: NodeAttributes[K] | undefined }

/** What is to be changed of a node; one at a time. `userData` and `ebsOptimized` take a node that is stopped. */
export interface NodeChange extends Settings {
  /** For the next start. cloud-init runs most of it at the first one alone. */
  readonly userData?: string | Uint8Array | undefined
  /** By device, whether that disk goes when the node does. */
  readonly deleteOnTermination?: Readonly<Record<string, boolean>> | undefined
}

const kinds: Readonly<Record<Settable, OptionKind>> = {
  terminationProtection: 'boolean',
  stopProtection: 'boolean',
  shutdownBehavior: 'stop|terminate',
  sourceDestCheck: 'boolean',
  ebsOptimized: 'boolean',
  enaSupport: 'boolean',
  sriovNetSupport: 'text',
}

const wireNames: Readonly<Record<string, string>> = {
  terminationProtection: 'DisableApiTermination',
  stopProtection: 'DisableApiStop',
  shutdownBehavior: 'InstanceInitiatedShutdownBehavior',
  sourceDestCheck: 'SourceDestCheck',
  ebsOptimized: 'EbsOptimized',
  enaSupport: 'EnaSupport',
  sriovNetSupport: 'SriovNetSupport',
}

/**
 * Changes one attribute of a node; its size is `resizeNode`'s, its security groups `attachFirewall`'s. `conflict` where it must be stopped for
 * that, `not-found` where there is no such node.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html
 */
export function setNodeAttribute(
  driver: Driver,
  node: Ref<'node'>,
  change: NodeChange,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { InstanceId: idOf('node', node, 'node'), ...toParameters(change) }
    await send(
      client,
      { name: 'ModifyInstanceAttribute', repeat: idempotent, parameters, answer: done },
      left,
    )
  })
}

function toParameters(change: NodeChange): QueryParameters {
  const names = [...Object.keys(kinds), 'userData', 'deleteOnTermination']
  checkNames('setNodeAttribute', change, names)
  const { userData, deleteOnTermination, ...plain } = change
  checkOptions('setNodeAttribute', plain, kinds)
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  if (given.length !== 1) throw invalid(`${given.length} attributes are given`, `one of ${names.join(', ')}`)
  if (userData !== undefined) return { UserData: { Value: encoded(userData) } }
  if (deleteOnTermination !== undefined) return { BlockDeviceMapping: toDevices(deleteOnTermination) }
  return Object.fromEntries(given.map(([name, value]) => [wireNames[name] ?? name, { Value: String(value) }]))
}

const mostUserData = 16_384

function encoded(userData: unknown): string {
  if (typeof userData !== 'string' && !(userData instanceof Uint8Array))
    throw invalid('userData must be a string or a Uint8Array')
  const bytes = Buffer.from(userData)
  if (bytes.length > mostUserData)
    throw invalid(`The user data has ${bytes.length} bytes`, `at most ${mostUserData}`)
  return bytes.toString('base64')
}

function toDevices(devices: Readonly<Record<string, boolean>>): readonly QueryParameters[] {
  const all = Object.entries(devices)
  if (all.length === 0) throw invalid('deleteOnTermination names no device', "as in { '/dev/sdf': true }")
  return all.map(([DeviceName, goes]) => {
    if (typeof goes !== 'boolean') throw invalid(`deleteOnTermination of ${DeviceName} must be a boolean`)
    return { DeviceName, Ebs: { DeleteOnTermination: goes } }
  })
}
