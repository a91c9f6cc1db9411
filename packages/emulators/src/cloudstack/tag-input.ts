import type { CloudStack } from './cloud.ts'
import { invalid } from './refusal.ts'
import type { TagFilter, Tagged } from './tag.ts'

/** Tags as a command takes them, by key. Throws a `Refusal` for one without a key or a value. */
export function readTags(tags: TagFilter): ReadonlyMap<string, string> {
  return new Map(
    tags.map(({ key, value }) => {
      if (!key || value === undefined) throw invalid('Unable to create tags: each has a key and a value')
      if (key.length > 255 || value.length > 255)
        throw invalid('The key and the value of a tag have at most 255 characters')
      return [key, value]
    }),
  )
}

export function storeTags(cloud: CloudStack, resource: Tagged, tags: TagFilter = []): void {
  for (const [key, value] of readTags(tags)) cloud.tags.set(resource, { key, value, customer: undefined })
}
