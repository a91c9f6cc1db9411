import { waitForNode } from '@cloud/core'
import { createListener, createRule, createTargetGroup, type ListenerSettings } from '@cloud/elb'
import { ec2Images } from '@cloud/emulators'
import type { MatrixOperation } from '../operation.ts'
import type { Driver } from './driver.ts'

export type Operation = MatrixOperation<Driver>
type Given = Operation['given']

export const reads = (
  name: string,
  operation: string,
  given: Given,
  more: Partial<Operation> = {},
): Operation => ({ name, operation, repeat: 'read', given, ...more })

/** One that reads after a look. */
export const readsOf = (name: string, operation: string, given: Given): Operation =>
  reads(name, operation, given, { looksFirst: true })

/** One that writes at once what a second one changes no more. */
export const writes = (
  name: string,
  operation: string,
  given: Given,
  more: Partial<Operation> = {},
): Operation => ({ name, operation, repeat: 'idempotent', given, ...more })

/** The same after a look. */
export const looksAndWrites = (
  name: string,
  operation: string,
  given: Given,
  more: Partial<Operation> = {},
): Operation => writes(name, operation, given, { looksFirst: true, ...more })

export const http = { protocol: 'http', port: 80, targetPort: 8080 } as const
/** Handed on as the first. */
export const beside = { protocol: 'http', port: 81, targetPort: 8080 } as const
export const tcp = { protocol: 'tcp', port: 80, targetPort: 8080 } as const

/** An address of the default network. */
export const ip = '172.31.0.10'
const native = { targetType: 'ip' } as const

export const newBalancer = (driver: Driver, name = 'one') =>
  driver.createBalancer({ name, listeners: [http], native })

export async function withMember(driver: Driver) {
  const balancer = await newBalancer(driver)
  await driver.attachMember(balancer, { ip })
  return balancer
}

export const newNetwork = ({ network }: Driver) =>
  network.createBalancer({ name: 'one', listeners: [tcp], native })

export const newClassic = ({ classic }: Driver) => classic.createBalancer({ name: 'one', listeners: [http] })

export async function runningNode({ ec2 }: Driver) {
  const node = await ec2.createNode({ name: 'one', size: 't3.micro', image: ec2Images.debian12 })
  return waitForNode(ec2, node, 'running')
}

export async function classicWithMember(driver: Driver) {
  const [balancer, node] = [await newClassic(driver), await runningNode(driver)]
  await driver.classic.attachMember(balancer, { node })
  return { balancer, node }
}

/** The ARN of a target group that no balancer uses. */
export async function newGroup(driver: Driver) {
  const [vpc] = await driver.ec2.listNetworks().toArray()
  const settings = { Name: 'two', Protocol: 'HTTP', Port: 80, TargetType: 'ip' } as const
  const { TargetGroupArn } = await createTargetGroup(driver, { ...settings, VpcId: vpc?.id ?? '' })
  return TargetGroupArn
}

export const answers = (code: string) =>
  [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: code } }] as const

export const redirecting = { Protocol: 'HTTP', Port: 82, DefaultActions: answers('404') } as const

export async function newListener(driver: Driver, settings: Partial<ListenerSettings> = {}) {
  const { id } = await newBalancer(driver)
  return (await createListener(driver, id, { ...redirecting, ...settings })).ListenerArn
}

const certificateOf = (digit: number) =>
  `arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-4000-8000-00000000000${digit}`
export const [certificate, otherCertificate] = [certificateOf(1), certificateOf(2)]

export const newSecured = (driver: Driver) =>
  newListener(driver, { Protocol: 'HTTPS', Certificates: [{ CertificateArn: certificate }] })

export const rule = {
  priority: 7,
  conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/a/*'] } }],
  actions: answers('410'),
}

export const newRule = async (driver: Driver) =>
  (await createRule(driver, await newListener(driver), rule)).RuleArn
