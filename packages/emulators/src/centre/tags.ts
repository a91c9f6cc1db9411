/** The tags of every resource, by its id. */
export interface TagStore {
  readonly of: (id: string) => ReadonlyMap<string, string>
  readonly set: (id: string, key: string, value: string) => void
  readonly remove: (id: string, key: string) => void
  readonly forget: (id: string) => void
  readonly ids: () => readonly string[]
}

const none: ReadonlyMap<string, string> = new Map()

export function createTagStore(): TagStore {
  const tags = new Map<string, Map<string, string>>()
  return {
    of: (id) => tags.get(id) ?? none,
    set: (id, key, value) => {
      const own = tags.get(id) ?? new Map<string, string>()
      tags.set(id, own.set(key, value))
    },
    remove: (id, key) => {
      tags.get(id)?.delete(key)
    },
    forget: (id) => {
      tags.delete(id)
    },
    ids: () => [...tags.keys()],
  }
}
