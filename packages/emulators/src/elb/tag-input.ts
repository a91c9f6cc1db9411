import { Refusal } from '../ec2/refusal.ts'
import type { Elb } from './action.ts'
import { invalid } from './refusals.ts'

export interface TagInput {
  readonly Key: string
  readonly Value?: string
}

const mostTags = 50
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** Checks what ELB asks of tags, and that the resource will hold no more than 50. Nothing is stored. */
export function checkTags(
  tags: readonly TagInput[] = [],
  present: ReadonlyMap<string, string> = new Map(),
): void {
  const given = new Set<string>()
  for (const { Key: key, Value: value = '' } of tags) {
    if (given.has(key)) throw new Refusal('DuplicateTagKeys', 'Tag keys are duplicated')
    given.add(key)
    if (!characters.test(key) || !characters.test(value)) {
      throw invalid(`The tag '${key}' can only contain letters, numbers, spaces and _.:/=+-@`)
    }
    if (key.toLowerCase().startsWith('aws:')) {
      throw invalid("Tag keys cannot start with 'aws:'. These are reserved for AWS use")
    }
  }
  if (new Set([...present.keys(), ...given]).size > mostTags) {
    throw new Refusal('TooManyTags', `The maximum number of tags per resource is '${mostTags}'`)
  }
}

export function storeTags({ tags: store }: Elb, resource: string, tags: readonly TagInput[] = []): void {
  for (const { Key: key, Value: value = '' } of tags) store.set(resource, key, value)
}

export const tagFields = (
  { tags }: Elb,
  resource: string,
): readonly { readonly Key: string; readonly Value: string }[] =>
  [...tags.of(resource)].map(([Key, Value]) => ({ Key, Value }))
