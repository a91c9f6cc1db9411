import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import { type DigitalOceanClient, read } from './client.ts'
import { noSuch } from './ids.ts'
import { type DigitalOceanNode, type DropletWire, toNode } from './nodes-wire.ts'

/** `getNode` of `nodes` alone. */
export async function getNode(
  client: DigitalOceanClient,
  node: Ref<'node'>,
  call?: CallOptions,
): Promise<DigitalOceanNode> {
  return getDroplet(client, idOf('node', node, 'node'), call, toNode)
}

interface DropletReply {
  readonly droplet: DropletWire
}

/** A droplet, or what `map` makes of it. */
export function getDroplet<T = DropletWire>(
  client: DigitalOceanClient,
  id: string,
  call: CallOptions | undefined,
  map: (wire: DropletWire) => T = (wire) => wire as T,
): Promise<T> {
  const path = `/droplets/${dropletPath(id)}`
  const request = { name: 'droplets_get', path }
  return read<DropletReply, T>(client, { ...request, map: ({ droplet }) => map(droplet) }, call)
}

/** Ids are numbers: anything else names no droplet, and must not reach a path. */
export function dropletPath(id: string): string {
  if (/^\d{1,18}$/.test(id)) return id
  throw noSuch('droplet', id)
}
