import type { Node, NodeState } from '@cloud/core'
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
    ...addressesOf(wire.networks),
    size: wire.size_slug,
    location: wire.region.slug,
    createdAt: wire.created_at,
    tags: toTags(wire.tags),
    native: wire,
  }
  return image === undefined ? node : Object.assign(node, { image })
}

/** By `map` and not by `push`, which would leave room in each of the lists for as many again. */
function addressesOf({ v4 = [], v6 = [] }: DropletWire['networks']): Pick<Node, 'publicIps' | 'privateIps'> {
  const all = v6.length === 0 ? v4 : [...v4, ...v6]
  return { publicIps: all.filter(isPublic).map(ipOf), privateIps: all.filter(isPrivate).map(ipOf) }
}

const isPublic = ({ type }: NetworkWire) => type === 'public'
const isPrivate = ({ type }: NetworkWire) => type === 'private'
const ipOf = ({ ip_address }: NetworkWire) => ip_address
