import { checkTags } from '@cloud/core/driver'

export interface TagWire {
  readonly key: string
  readonly value: string
}

/** A server stores 255 characters of each; how many tags there may be it does not tell. */
export const tagLimits = { most: 1000, key: 255, value: 255 } as const

/** The tag by which a create under a key finds what it made, and the one that tells its options; both are the driver's own. */
export const intentTag = 'cloud-intent'
export const digestTag = 'cloud-options'
const own = [intentTag, digestTag]

/** The caller's tags; what the driver stores for itself is not among them. */
export function toTags(tags: readonly TagWire[] = []): Readonly<Record<string, string>> {
  const told = tags.filter(({ key }) => !own.includes(key)).map(({ key, value }) => [key, value ?? ''])
  return Object.fromEntries(told)
}

/** Tags as the entries of a map parameter. */
export function toTagList(
  tags: Readonly<Record<string, string>>,
): Readonly<Record<'key' | 'value', string>>[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}

export function checkedTags(
  tags: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  checkTags(tags, tagLimits)
  return tags ?? {}
}
