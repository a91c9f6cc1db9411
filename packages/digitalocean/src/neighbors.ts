import type { CallOptions, Listing, Ref } from '@cloud/core'
import { clientOf, type HasClient, idOf, listing, onePage } from '@cloud/core/driver'
import { type DigitalOceanClient, read } from './client.ts'
import { dropletPath } from './get-node.ts'
import { type DigitalOceanNode, type DropletWire, toNode } from './nodes-wire.ts'

/** The account's nodes that run on the same physical machine as this one. https://docs.digitalocean.com/reference/api/digitalocean/#operation/droplets_list_neighbors */
export function listNeighbors(
  driver: HasClient<DigitalOceanClient>,
  node: Ref<'node'>,
  call?: CallOptions,
): Listing<DigitalOceanNode> {
  const client = clientOf(driver)
  const path = `/droplets/${dropletPath(idOf('node', node, 'node'))}/neighbors`
  const request = { name: 'droplets_list_neighbors', path }
  const map = ({ droplets }: { readonly droplets?: readonly DropletWire[] }) => (droplets ?? []).map(toNode)
  const fetchAll = (limits: CallOptions) => read(client, { ...request, map }, limits)
  return listing(onePage(fetchAll), call, client.clock)
}
