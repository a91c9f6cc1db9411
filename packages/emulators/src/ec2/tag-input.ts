import type { Ec2 } from './action.ts'
import { invalidValue, Refusal } from './refusal.ts'

export interface TagInput {
  readonly Key?: string
  readonly Value?: string
}
export interface TagSpecification {
  readonly ResourceType?: string
  readonly Tag?: readonly TagInput[]
}

const mostTags = 50

/** Checks what EC2 asks of a tag, and that the resource will hold no more than 50. Nothing is stored. */
export function checkTags(tags: readonly TagInput[], present: ReadonlyMap<string, string> = new Map()): void {
  const keys = new Set(present.keys())
  const given = new Set<string>()
  for (const { Key: key, Value: value = '' } of tags) {
    if (!key) throw invalidValue('Tag keys must not be empty')
    if ([...key].length > 127) throw invalidValue('Tag key exceeds the maximum length of 127 characters')
    if ([...value].length > 256) throw invalidValue('Tag value exceeds the maximum length of 256 characters')
    if (key.toLowerCase().startsWith('aws:')) {
      throw invalidValue("Tag keys starting with 'aws:' are reserved for internal use")
    }
    if (given.has(key)) throw invalidValue(`Duplicate tag key '${key}' specified.`)
    given.add(key)
    keys.add(key)
  }
  if (keys.size > mostTags) {
    throw new Refusal('TagLimitExceeded', `More than ${mostTags} tags specified`)
  }
}

/** The tags of a request for each type of resource that it makes. Throws a `Refusal` for a type that it does not. */
export function readTagSpecifications(
  specifications: readonly TagSpecification[] | undefined,
  types: readonly string[],
): ReadonlyMap<string, readonly TagInput[]> {
  const tags = new Map<string, readonly TagInput[]>()
  for (const { ResourceType: type = '', Tag: given = [] } of specifications ?? []) {
    if (!types.includes(type)) throw invalidValue(`'${type}' is not a valid taggable resource type.`)
    if (tags.has(type)) throw invalidValue(`Duplicate tag specification for '${type}'`)
    checkTags(given)
    tags.set(type, given)
  }
  return tags
}

export function storeTags(ec2: Ec2, id: string, tags: readonly TagInput[] = []): void {
  for (const { Key: key = '', Value: value = '' } of tags) ec2.centre.tags.set(id, key, value)
}

export const tagSet = (ec2: Ec2, id: string): readonly { readonly key: string; readonly value: string }[] =>
  [...ec2.centre.tags.of(id)].map(([key, value]) => ({ key, value }))
