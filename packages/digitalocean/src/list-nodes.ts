import type { CallOptions, Listing, NodeQuery } from '@cloud/core'
import { checkNodeQuery } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { type DigitalOceanNode, type DropletWire, toNode } from './nodes-wire.ts'
import { list } from './pages.ts'
import { toWords } from './tags-wire.ts'

/** `listNodes` of `nodes` alone, for who only lists: its bundle holds nothing of what makes nodes. */
export function listNodes(
  client: DigitalOceanClient,
  query: NodeQuery = {},
  call?: CallOptions,
): Listing<DigitalOceanNode> {
  const { ids, name, states, tags } = checkNodeQuery(query)
  const words = toWords(tags ?? {})
  const map = (wire: DropletWire) => {
    const node = toNode(wire)
    const holds =
      (ids?.includes(node.id) ?? true) &&
      (name === undefined || name === node.name) &&
      (states?.includes(node.state) ?? true) &&
      words.every((word) => wire.tags.includes(word))
    return holds ? node : undefined
  }
  // The API takes a name or a tag, not both; what it does not narrow is narrowed here.
  const narrowed = name !== undefined ? { name } : { tag_name: words[0] }
  return list(
    client,
    { name: 'droplets_list', path: '/droplets', query: narrowed, key: 'droplets', map },
    call,
  )
}
