import { invalid, list, object, put, required, text, type XmlPresent } from '@cloud/core/driver'

export interface TagWire {
  readonly key: string
  readonly value: string
}

export const tagSet: XmlPresent<readonly TagWire[]> = list(
  'item',
  object<TagWire>({ key: required(text), value: required(text) }),
)

/** The tag that EC2 shows as a name. */
const nameTag = 'Name'

export function nameOf(tags: readonly TagWire[]): string {
  return tags.find(({ key }) => key === nameTag)?.value ?? ''
}

/** `invalid` where the name is given as a tag. */
export function withoutName(tags: Readonly<Record<string, string>>): void {
  if (Object.hasOwn(tags, nameTag)) throw invalid('The tag Name is the name of the node', 'name')
}

/** The caller's own tags: without the name, and without those that AWS sets itself. */
export function toTags(wire: readonly TagWire[]): Record<string, string> {
  const tags: Record<string, string> = {}
  for (const { key, value } of wire) if (key !== nameTag && !key.startsWith('aws:')) put(tags, key, value)
  return tags
}
