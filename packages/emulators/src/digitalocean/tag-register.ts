/** The kinds of resources that carry tags, in the API's words. */
export type TaggedType = 'droplet' | 'image' | 'volume' | 'volume_snapshot' | 'database'

/** Which resources carry which tags. A tag is there from its first use, also when nothing carries it any more. */
export interface TagRegister {
  readonly names: () => readonly string[]
  readonly has: (name: string) => boolean
  readonly create: (name: string) => void
  readonly delete: (name: string) => void
  /** The tag is made if there is none. */
  readonly add: (name: string, type: TaggedType, id: string | number) => void
  readonly remove: (name: string, type: TaggedType, id: string | number) => void
  /** In the order in which they were tagged. */
  readonly resources: (name: string, type: TaggedType) => readonly string[]
  readonly of: (type: TaggedType, id: string | number) => readonly string[]
  readonly forget: (type: TaggedType, id: string | number) => void
}

export function createTagRegister(): TagRegister {
  // Tags are the same whatever their case, and are shown as they were first written.
  const tags = new Map<string, { readonly name: string; readonly resources: Set<string> }>()
  const keyOf = (type: TaggedType, id: string | number) => `${type}:${id}`
  const find = (name: string) => tags.get(name.toLowerCase())
  const create = (name: string) => {
    const tag = find(name) ?? { name, resources: new Set<string>() }
    tags.set(name.toLowerCase(), tag)
    return tag
  }
  return {
    names: () => [...tags.values()].map(({ name }) => name),
    has: (name) => find(name) !== undefined,
    create: (name) => {
      create(name)
    },
    delete: (name) => {
      tags.delete(name.toLowerCase())
    },
    add: (name, type, id) => {
      create(name).resources.add(keyOf(type, id))
    },
    remove: (name, type, id) => {
      find(name)?.resources.delete(keyOf(type, id))
    },
    resources: (name, type) =>
      [...(find(name)?.resources ?? [])].flatMap((key) =>
        key.startsWith(`${type}:`) ? [key.slice(type.length + 1)] : [],
      ),
    of: (type, id) =>
      [...tags.values()].filter(({ resources }) => resources.has(keyOf(type, id))).map(({ name }) => name),
    forget: (type, id) => {
      for (const { resources } of tags.values()) resources.delete(keyOf(type, id))
    },
  }
}
