import type { CallOptions, Ref, Resize, ResizeNode } from '@cloud/core'
import { beforeWrite, checkNames } from '@cloud/core/driver'
import { change, type GceClient } from './client.ts'
import { sizeOf } from './create-node.ts'
import { getInstance, instancePath, placeOfNode } from './get-node.ts'
import { nameIn } from './ids.ts'
import { explained } from './lookups.ts'
import { stateOf } from './nodes-wire.ts'
import { refusal } from './refusal.ts'

/** Another machine type, for a node that is stopped. https://cloud.google.com/compute/docs/reference/rest/v1/instances/setMachineType */
export function resize(client: GceClient): Resize {
  return {
    resizeNode: (node, options, call) =>
      client.within(call, (left) => resizeNode(client, node, options, left)),
  }
}

async function resizeNode(
  client: GceClient,
  node: Ref<'node'>,
  options: ResizeNode,
  call: CallOptions,
): Promise<void> {
  checkNames('resizeNode', options, ['size'])
  const place = placeOfNode(node)
  const size = sizeOf(options.size)
  const { status, machineType } = await beforeWrite(getInstance(client, place, call))
  if (stateOf(status) !== 'stopped')
    throw refusal('conflict', `The node is ${stateOf(status)}, and must be stopped`, {
      state: stateOf(status),
    })
  if (nameIn(machineType) === size) return
  const zone = ['zones', place.location]
  const body = { machineType: [...zone, 'machineTypes', size].join('/') }
  const path = [...instancePath(place), 'setMachineType']
  try {
    await change(client, { name: 'compute.instances.setMachineType', path, body }, call)
  } catch (error) {
    const wanted = { name: 'compute.machineTypes.get', path: [...zone, 'machineTypes', size] }
    throw await explained(client, error, [{ what: `size ${size}`, ...wanted }], call)
  }
}
