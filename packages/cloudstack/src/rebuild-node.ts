import type { CallOptions, Ref } from '@cloud/core'
import { afterWrite, beforeWrite, checkNames, clientOf, type HasClient, idOf } from '@cloud/core/driver'
import { changeMachine, steadyMachine } from './change-machine.ts'
import type { CloudStackClient } from './client.ts'
import { getImage } from './get-image.ts'
import { getVirtualMachine } from './get-node.ts'
import { type CloudStackNode, toNode, type VirtualMachineWire } from './nodes-wire.ts'

/**
 * Gives a node that is `running` or `stopped` a new root disk, of its image or of another one; what was on the old one is lost. Addresses, key
 * pairs and other disks stay. `conflict` in other states. https://cloudstack.apache.org/api/apidocs-4.20/apis/restoreVirtualMachine.html
 */
export function rebuildNode(
  driver: HasClient<CloudStackClient>,
  node: Ref<'node'>,
  options: { readonly image?: Ref<'image'> | undefined } = {},
  call?: CallOptions,
): Promise<CloudStackNode> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('rebuildNode', options, ['image'])
    const wanted = options.image === undefined ? undefined : idOf('image', options.image, 'image')
    const { id, templateid } = await steadyMachine(client, node, 'restoreVirtualMachine', left)
    if (wanted !== undefined) await beforeWrite(getImage(client, wanted, left))
    // Only another image shows: a new disk of the same is known by its job alone.
    const isOther = wanted !== undefined && wanted !== templateid
    const isSo = isOther ? (now: VirtualMachineWire) => now.templateid === wanted : undefined
    const parameters = { virtualmachineid: id, templateid: wanted }
    const change = { name: 'restoreVirtualMachine', parameters, isSo }
    const rebuilt = await changeMachine(client, id, change, left)
    if (rebuilt !== undefined) return toNode(rebuilt)
    return afterWrite(getVirtualMachine(client, id, left, (wire) => toNode(wire)))
  })
}
