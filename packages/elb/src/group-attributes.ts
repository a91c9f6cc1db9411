import type { CallOptions } from '@cloud/core'
import { list, object, required, text, withOutcome, type XmlShape } from '@cloud/core/driver'
import { type ElbClient, idempotent, read, send } from './client.ts'
import type { TargetGroupWire } from './target-groups-wire.ts'

/** Attributes by their keys, as in `deregistration_delay.timeout_seconds`. */
export type Attributes = Readonly<Record<string, string>>

interface AttributeWire {
  readonly Key: string
  readonly Value?: string
}

export const attributesAnswer: XmlShape<{ readonly Attributes: readonly AttributeWire[] }> = object<{
  readonly Attributes: readonly AttributeWire[]
}>({ Attributes: list('member', object<AttributeWire>({ Key: required(text), Value: text })) })

export const toAttributes = (wire: readonly AttributeWire[]): Attributes =>
  Object.fromEntries(wire.map(({ Key, Value = '' }) => [Key, Value]))

export const fromAttributes = (attributes: Attributes): readonly { Key: string; Value: string }[] =>
  Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }))

type Group = Pick<TargetGroupWire, 'TargetGroupArn'>

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
export async function groupAttributes(
  client: ElbClient,
  { TargetGroupArn }: Group,
  call: CallOptions,
): Promise<Attributes> {
  const parameters = { TargetGroupArn }
  const request = {
    name: 'DescribeTargetGroupAttributes',
    repeat: read,
    parameters,
    answer: attributesAnswer,
  }
  return toAttributes((await send(client, request, call)).Attributes)
}

/** Changes these of each group, and no others. A failure of a later one leaves the earlier ones changed. */
export async function setGroupAttributes(
  client: ElbClient,
  groups: readonly Group[],
  attributes: Attributes,
  call: CallOptions,
): Promise<void> {
  for (const [index, { TargetGroupArn }] of groups.entries()) {
    const parameters = { TargetGroupArn, Attributes: fromAttributes(attributes) }
    const name = 'ModifyTargetGroupAttributes'
    try {
      await send(client, { name, repeat: idempotent, parameters, answer: attributesAnswer }, call)
    } catch (error) {
      throw index > 0 ? withOutcome(error, 'unknown') : error
    }
  }
}
