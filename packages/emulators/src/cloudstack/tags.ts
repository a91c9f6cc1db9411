import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { answerList, type ListInput } from './listing.ts'
import { failed } from './refusal.ts'
import { type TagFilter, tagWire } from './tag.ts'
import { readTags } from './tag-input.ts'
import { taggedResource } from './tagged-resource.ts'

interface TagsInput {
  readonly resourceids: readonly string[]
  readonly resourcetype: string
  readonly tags?: TagFilter
  readonly customer?: string
}

interface TagList extends ListInput {
  readonly resourceid?: string
  readonly resourcetype?: string
  readonly key?: string
  readonly value?: string
  readonly customer?: string
}

export const tagCommands: Commands<'createTags' | 'deleteTags' | 'listTags'> = {
  createTags: job<TagsInput>('resourceids resourcetype tags customer', (cloud, input) => {
    const tags = readTags(input.tags ?? [])
    const resources = resourcesOf(cloud, input)
    return {
      ms: 0,
      begin: () => {
        for (const resource of resources) {
          const same = [...tags.keys()].find((key) => cloud.tags.of(resource.id).has(key))
          if (same !== undefined)
            throw failed(`tag ${same} already on ${resource.type} with id ${resource.id}`)
        }
      },
      finish: () => {
        for (const resource of resources)
          for (const [key, value] of tags) cloud.tags.set(resource, { key, value, customer: input.customer })
        return { success: true }
      },
    }
  }),

  deleteTags: job<TagsInput>('resourceids resourcetype tags', (cloud, input) => {
    const resources = resourcesOf(cloud, input)
    return {
      ms: 0,
      finish: () => {
        const gone = resources.flatMap(({ id }) =>
          [...cloud.tags.of(id).values()]
            .filter(({ key, value }) => fits(input.tags, key, value))
            .map(({ key }) => ({ id, key })),
        )
        if (gone.length === 0) throw failed('Failed to delete tags')
        for (const { id, key } of gone) cloud.tags.remove(id, key)
        return { success: true }
      },
    }
  }),

  listTags: now<TagList>('resourceid resourcetype key value customer', (cloud, input, call) => {
    const same = (wanted: string | undefined, own: string | undefined) =>
      wanted === undefined || wanted === own
    const tags = cloud.tags
      .all()
      .filter(
        ({ resource, tag }) =>
          same(input.resourceid, resource.id) &&
          same(input.resourcetype?.toLowerCase(), resource.type.toLowerCase()) &&
          same(input.key, tag.key) &&
          same(input.value, tag.value) &&
          same(input.customer, tag.customer) &&
          (input.projectid === '-1' || resource.projectId === input.projectid),
      )
    return answerList(cloud, call, 'tag', tags, ({ resource, tag }) => tagWire(cloud, resource, tag))
  }),
}

const resourcesOf = (cloud: CloudStack, { resourceids, resourcetype }: TagsInput) =>
  resourceids.map((id) => taggedResource(cloud, resourcetype, id))

/** Without any tags named, all go. */
const fits = (wanted: TagFilter | undefined, key: string, value: string): boolean =>
  wanted === undefined ||
  wanted.some((one) => one.key === key && (one.value === undefined || one.value === value))
