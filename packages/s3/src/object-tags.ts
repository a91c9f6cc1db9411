import type { CallOptions, ObjectTags } from '@cloud/core'
import {
  checkTags,
  invalid,
  list,
  object,
  objectOf,
  readXml,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { done, idempotent, read, type S3Client, send } from './client.ts'
import type { NamedVersion } from './get-object.ts'
import { xmlBody } from './xml-body.ts'
import type { XmlElement } from './xml-text.ts'

type Tags = Readonly<Record<string, string>>

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export function objectTags(client: S3Client): ObjectTags {
  return {
    getObjectTags: async (ref, call) => tagsOf(client, objectOf(ref), call),
    putObjectTags: async (ref, tags, call) => putTags(client, objectOf(ref), tags, call),
  }
}

interface TagWire {
  readonly Key: string
  readonly Value: string
}

export const tagging: XmlShape<{ readonly TagSet?: readonly TagWire[] }> = object<{
  readonly TagSet?: readonly TagWire[]
}>({
  TagSet: list('Tag', object<TagWire>({ Key: required(text), Value: required(text) })),
})

export const toTags = ({ TagSet = [] }: { readonly TagSet?: readonly TagWire[] }): Tags =>
  Object.fromEntries(TagSet.map(({ Key, Value }) => [Key, Value]))

export const tagElements = (tags: Tags): readonly XmlElement[] => [
  [
    'TagSet',
    Object.entries(tags).map(([key, value]) => [
      'Tag',
      [
        ['Key', key],
        ['Value', value],
      ],
    ]),
  ],
]

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function tagsOf(
  client: S3Client,
  { versionId, ...named }: NamedVersion,
  call: CallOptions | undefined,
): Promise<Tags> {
  return send(
    client,
    {
      name: 'GetObjectTagging',
      method: 'GET',
      ...named,
      query: { tagging: '', versionId },
      repeat: read,
      read: ({ body }) => toTags(readXml(body, 'Tagging', tagging)),
    },
    call,
  )
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
function putTags(
  client: S3Client,
  named: NamedVersion,
  tags: Tags,
  call: CallOptions | undefined,
): Promise<void> {
  if (tags === undefined) throw invalid('There are no tags', '{} takes all away')
  checkTags(tags, { most: 10, key: 128, value: 256 })
  return send(
    client,
    {
      name: 'PutObjectTagging',
      method: 'PUT',
      ...named,
      query: { tagging: '' },
      ...xmlBody('Tagging', tagElements(tags)),
      repeat: idempotent,
      read: done,
    },
    call,
  )
}
