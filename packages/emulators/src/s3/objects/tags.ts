import { childrenOf, textOf } from '../document.ts'
import { invalidArgument, Refusal } from '../refusal.ts'
import { decode } from '../target.ts'
import type { XmlFields } from '../xml.ts'
import type { XmlElement } from '../xml-reader.ts'
import type { Tag } from './version.ts'

const header = 'x-amz-tagging'

/** Of an object, as an upload's header has them. */
export function tagsFromHeader(value: string | undefined): readonly Tag[] {
  if (value === undefined) return []
  const tags = value
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', text = ''] = pair.split('=')
      return { key: decode(key), value: decode(text) }
    })
  if (new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw invalidArgument(
      `The header '${header}' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.`,
      header,
      value,
    )
  }
  checkTags(tags, mostOfObject)
  return tags
}

export const mostOfObject = 10
export const mostOfBucket = 50

/** Of a document that was checked against the schema. */
export const tagsFromDocument = (document: XmlElement | undefined, most: number): readonly Tag[] =>
  tagsFromElements(document, 'TagSet', most)

/** Those that lie in an element of that name. */
export function tagsFromElements(
  document: XmlElement | undefined,
  within: string,
  most: number = mostOfBucket,
): readonly Tag[] {
  const set = document?.children.find(({ name }) => name === within)
  const tags = childrenOf(set, 'Tag').map((tag) => ({
    key: textOf(tag, 'Key') ?? '',
    value: textOf(tag, 'Value') ?? '',
  }))
  if (new Set(tags.map(({ key }) => key)).size < tags.length)
    throw new Refusal('InvalidTag', 'Cannot provide multiple Tags with the same key')
  checkTags(tags, most)
  return tags
}

function checkTags(tags: readonly Tag[], most: number): void {
  if (tags.length > most) {
    const [what, code] = most === mostOfObject ? ['Object', 'BadRequest'] : ['Bucket', 'InvalidTag']
    throw new Refusal(code, `${what} tags cannot be greater than ${most}`)
  }
  for (const { key, value } of tags) {
    if (key === '' || key.length > 128 || !allowed.test(key) || key.toLowerCase().startsWith('aws:'))
      throw new Refusal('InvalidTag', 'The TagKey you have provided is invalid', { details: { TagKey: key } })
    if (value.length > 256 || !allowed.test(value))
      throw new Refusal('InvalidTag', 'The TagValue you have provided is invalid', {
        details: { TagKey: key, TagValue: value },
      })
  }
}

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

export const tagSet = (tags: readonly Tag[]): XmlFields => ({
  TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) },
})
