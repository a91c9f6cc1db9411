import type { CallOptions, Ref } from '@cloud/core'
import { type GceClient, read } from './client.ts'
import { type Place, pathOfPlace, zonalOf } from './ids.ts'
import { inPlace } from './lookups.ts'
import { type GceNode, type InstanceWire, toNode } from './nodes-wire.ts'

/** `getNode` of `nodes` alone. */
export function getNode(client: GceClient, node: Ref<'node'>, call?: CallOptions): Promise<GceNode> {
  return client.within(call, async (left) => toNode(await getInstance(client, placeOfNode(node), left)))
}

export const placeOfNode = (node: Ref<'node'>): Place => zonalOf('node', node, 'node')

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances/get */
export function getInstance(client: GceClient, place: Place, call: CallOptions): Promise<InstanceWire> {
  const request = { name: 'compute.instances.get', path: instancePath(place) }
  return inPlace(client, place, read<InstanceWire>(client, request, call), call)
}

export const instancePath = (place: Place): readonly string[] => pathOfPlace(place, 'instances')
