import type { Node, NodeState } from '@cloud/core'

export interface ServerWire {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly size: string
  readonly image: string
  readonly location: string
  readonly public_ip: string | null
  readonly private_ip: string | null
  readonly labels: Readonly<Record<string, string>>
  readonly created_at: string
}

/** A node of this driver. */
export type AcmeNode = Node<ServerWire>

/** Every state that the API documents. */
const states: Readonly<Record<string, NodeState>> = {
  provisioning: 'pending',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  deleting: 'terminating',
  failed: 'error',
}

export function toNode(wire: ServerWire): AcmeNode {
  return {
    kind: 'node',
    id: wire.id,
    name: wire.name,
    state: (Object.hasOwn(states, wire.status) && states[wire.status]) || 'unknown',
    publicIps: wire.public_ip === null ? [] : [wire.public_ip],
    privateIps: wire.private_ip === null ? [] : [wire.private_ip],
    size: wire.size,
    image: wire.image,
    location: wire.location,
    createdAt: wire.created_at,
    tags: wire.labels,
    native: wire,
  }
}
