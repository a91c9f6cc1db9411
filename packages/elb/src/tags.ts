import type { CallOptions } from '@cloud/core'
import { checkTags, list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type ElbClient, read, send } from './client.ts'

export type TagWire = { readonly Key: string; readonly Value: string }
export type TagsOf = Readonly<Record<string, string>>

const tag: XmlShape<TagWire> = object<TagWire>({ Key: required(text), Value: required(text) })

interface DescriptionWire {
  readonly Tags: readonly TagWire[]
}

export const tagsAnswer: XmlShape<{ readonly TagDescriptions: readonly DescriptionWire[] }> = object<{
  readonly TagDescriptions: readonly DescriptionWire[]
}>({ TagDescriptions: list('member', object<DescriptionWire>({ Tags: list('member', tag) })) })

export const toTags = (wire: readonly TagWire[]): TagsOf =>
  Object.fromEntries(wire.map(({ Key, Value }) => [Key, Value]))

export const fromTags = (tags: TagsOf): readonly TagWire[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html */
export function checkElbTags(tags: TagsOf | undefined): void {
  checkTags(tags, { most: 48, key: 128, value: 256 })
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html */
export async function tagsOf(client: ElbClient, arn: string, call: CallOptions): Promise<TagsOf> {
  const parameters = { ResourceArns: [arn] }
  const request = { name: 'DescribeTags', repeat: read, parameters, answer: tagsAnswer }
  const { TagDescriptions } = await send(client, request, call)
  return toTags(TagDescriptions.flatMap(({ Tags }) => Tags))
}
