import type { CallOptions } from '@cloud/core'
import { type GceClient, read } from './client.ts'
import { type Place, pathOfPlace } from './ids.ts'
import { inPlace } from './lookups.ts'
import type { InstanceWire } from './nodes-wire.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances/get */
export function getInstance(client: GceClient, place: Place, call: CallOptions): Promise<InstanceWire> {
  const request = { name: 'compute.instances.get', path: instancePath(place) }
  return inPlace(client, place, read<InstanceWire>(client, request, call), call)
}

export const instancePath = (place: Place): readonly string[] => pathOfPlace(place, 'instances')
