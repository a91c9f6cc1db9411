import type { Node, NodeState } from '@cloud/core'
import { withIp } from '@cloud/core/driver'
import { imageIdOf } from './images-wire.ts'
import { toTags } from './tags-wire.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Droplets */
export interface DropletWire {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly locked: boolean
  readonly size_slug: string
  readonly memory: number
  readonly vcpus: number
  readonly disk: number
  readonly image: { readonly id?: number; readonly slug?: string | null; readonly name?: string }
  readonly region: { readonly slug: string }
  readonly networks: {
    readonly v4?: readonly NetworkWire[]
    readonly v6?: readonly NetworkWire[]
  }
  readonly features: readonly string[]
  readonly tags: readonly string[]
  readonly volume_ids: readonly string[]
  readonly snapshot_ids: readonly number[]
  readonly backup_ids: readonly number[]
  readonly vpc_uuid?: string
  readonly created_at: string
}

interface NetworkWire {
  readonly ip_address: string
  readonly type: string
}

/** A node of this driver. */
export type DigitalOceanNode = Node<DropletWire>

const states: Readonly<Record<string, NodeState>> = {
  new: 'pending',
  active: 'running',
  off: 'stopped',
  archive: 'suspended',
}

export function toNode(wire: DropletWire): DigitalOceanNode {
  const image = imageIdOf(wire.image)
  const node: DigitalOceanNode = {
    kind: 'node',
    id: String(wire.id),
    name: wire.name,
    state: (Object.hasOwn(states, wire.status) && states[wire.status]) || 'unknown',
    publicIps: addressesOf(wire.networks, 'public'),
    privateIps: addressesOf(wire.networks, 'private'),
    size: wire.size_slug,
    location: wire.region.slug,
    createdAt: wire.created_at,
    tags: toTags(wire.tags),
    native: wire,
  }
  return image === undefined ? node : { ...node, image }
}

function addressesOf({ v4 = [], v6 = [] }: DropletWire['networks'], wanted: string): readonly string[] {
  let addresses: readonly string[] = []
  for (const { type, ip_address } of v4) if (type === wanted) addresses = withIp(addresses, ip_address)
  for (const { type, ip_address } of v6) if (type === wanted) addresses = withIp(addresses, ip_address)
  return addresses
}
