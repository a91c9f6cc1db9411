import type { CloudStack } from './cloud.ts'
import type { Fields } from './command.ts'
import { ownerWire } from './owner.ts'

export interface Tag {
  readonly key: string
  readonly value: string
  readonly customer: string | undefined
}

/** The tags of every resource, by its id and by key. */
export interface TagRegister {
  readonly of: (id: string) => ReadonlyMap<string, Tag>
  readonly set: (resource: Tagged, tag: Tag) => void
  readonly remove: (id: string, key: string) => void
  readonly forget: (id: string) => void
  readonly all: () => readonly { readonly resource: Tagged; readonly tag: Tag }[]
}

export interface Tagged {
  readonly id: string
  /** In the API's words: 'UserVm', `Volume` ... */
  readonly type: string
  readonly projectId: string | undefined
}

const none: ReadonlyMap<string, Tag> = new Map()

export function createTagRegister(): TagRegister {
  const register = new Map<string, { readonly resource: Tagged; readonly tags: Map<string, Tag> }>()
  return {
    of: (id) => register.get(id)?.tags ?? none,
    set: (resource, tag) => {
      const entry = register.get(resource.id) ?? { resource, tags: new Map<string, Tag>() }
      register.set(resource.id, entry)
      entry.tags.set(tag.key, tag)
    },
    remove: (id, key) => {
      register.get(id)?.tags.delete(key)
    },
    forget: (id) => {
      register.delete(id)
    },
    all: () =>
      [...register.values()].flatMap(({ resource, tags }) =>
        [...tags.values()].map((tag) => ({ resource, tag })),
      ),
  }
}

/** As a resource shows its own tags. */
export const tagsWire = (cloud: CloudStack, id: string): readonly Fields[] =>
  cloud.tags
    .all()
    .filter(({ resource }) => resource.id === id)
    .map(({ resource, tag }) => tagWire(cloud, resource, tag))

export const tagWire = (cloud: CloudStack, resource: Tagged, { key, value, customer }: Tag): Fields => ({
  key,
  value,
  customer,
  resourcetype: resource.type,
  resourceid: resource.id,
  ...ownerWire(cloud, resource.projectId),
})

/** As lists take them: each names a key, and maybe the value that it has to have. */
export type TagFilter = readonly Readonly<Record<string, string>>[]

export const hasTags = ({ tags }: CloudStack, id: string, wanted: TagFilter = []): boolean =>
  wanted.every(({ key = '', value }) => {
    const own = tags.of(id).get(key)
    return own !== undefined && (value === undefined || own.value === value)
  })
