import { checkTags, defined, invalid } from '@cloud/core/driver'
import { intentTag } from './intent.ts'
import { type TagWire, toTags } from './tags-wire.ts'

/** Of EC2's 50 tags one is the name and one the intent. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Tag.html */
const limits = { most: 48, key: 127, value: 256 } as const

export type Tags = Readonly<Record<string, string>>

/** A type and no interface, so that it counts as parameters. */
export type TagParameter = { readonly Key: string; readonly Value: string }

/** `invalid` for what EC2 does not store, and for the keys that are not the caller's. */
export function checkOwnTags(tags: Tags | undefined): void {
  checkTags(tags, limits)
  for (const key of Object.keys(tags ?? {})) checkOwnKey(key)
}

export function checkOwnKey(key: string): void {
  if (key === 'Name') throw invalid('The tag Name is the name of what has it', 'name')
  if (key === intentTag) throw invalid(`The tag ${key} is the driver's own`)
  if (/^aws:/i.test(key)) throw invalid(`The tag ${key} is one of AWS's own`, 'no aws: at its beginning')
}

export function toTagList(tags: Tags): readonly TagParameter[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

interface NewTags {
  /** Where EC2 keeps it as a tag. */
  readonly name?: string | undefined
  readonly tags?: Tags | undefined
  readonly intent?: string
}

/** What a create gives to the thing that it makes: its name, the caller's tags, and the intent if there is one. */
export function tagsOfNew(
  type: string,
  { name, tags, intent }: NewTags,
): readonly [{ readonly ResourceType: string; readonly Tag: readonly TagParameter[] }] {
  const own = defined({ Name: name, [intentTag]: intent })
  return [{ ResourceType: type, Tag: toTagList({ ...own, ...tags }) }]
}

/** The caller's own tags. */
export function ownTags(wire: readonly TagWire[]): Record<string, string> {
  return toTags(wire.filter(({ key }) => key !== intentTag))
}
