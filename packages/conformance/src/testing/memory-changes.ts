import type { Resize, Tags } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkTags, idOf, known } from './memory-input.ts'
import { needState, nodesOf } from './memory-nodes.ts'
import { asking } from './memory-store.ts'

/** Another size and other tags for a node. */
export function memoryChanges(cloud: MemoryCloud, token: string): Resize & Tags {
  const nodes = nodesOf(cloud)
  const { write } = asking(cloud, token)
  const retag = (id: string, change: (tags: Record<string, string>) => void) => {
    const tags = { ...nodes.find(id).tags }
    change(tags)
    nodes.change(id, { tags })
  }
  return {
    resizeNode: async (ref, options, call) => {
      const id = idOf(ref, 'node')
      known(options, 'size native')
      const wanted = idOf(options.size, 'size')
      await write('ResizeNode', call, () => {
        const node = nodes.find(id)
        const sizeOf = (size: string | undefined) => catalogue.sizes.find((one) => one.id === size)
        const [former, size] = [sizeOf(node.size), sizeOf(wanted)]
        if (!size) throw refuse('not-found', 'there is no such size')
        needState(node, 'stopped')
        if (size.architecture !== former?.architecture)
          throw refuse('invalid', 'the size is of another architecture')
        nodes.change(id, { size: size.id })
      })
    },
    setTags: async (target, tags, call) => {
      const id = targetId(target)
      checkTags(tags)
      await write('SetTags', call, () => retag(id, (all) => Object.assign(all, tags)))
    },
    removeTags: async (target, keys, call) => {
      const id = targetId(target)
      if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string'))
        throw invalid('keys are a list of texts')
      await write('RemoveTags', call, () =>
        retag(id, (all) => {
          for (const key of keys) delete all[key]
        }),
      )
    },
  }
}

function targetId(target: { readonly kind: 'node'; readonly id: string }): string {
  if (target.kind !== 'node') throw invalid(`${String(target.kind)} cannot be tagged`, 'node')
  return idOf(target, 'node')
}
