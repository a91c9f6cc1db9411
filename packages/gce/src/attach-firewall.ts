import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, checkNames, invalid } from '@cloud/core/driver'
import { change, type GceClient } from './client.ts'
import { guarded } from './fingerprint.ts'
import type { GceFirewall } from './firewalls-wire.ts'
import { getInstance, instancePath, placeOfNode } from './get-node.ts'
import { nameIn, type Place } from './ids.ts'
import type { InstanceWire } from './nodes-wire.ts'

interface Attachment {
  readonly firewall: Ref<'firewall'>
  readonly to: { readonly node: Ref<'node'> }
  readonly find: (firewall: Ref<'firewall'>, call: CallOptions) => Promise<GceFirewall>
}

export async function attachFirewall(
  client: GceClient,
  { firewall, to, find }: Attachment,
  call: CallOptions,
): Promise<void> {
  checkNames('attachFirewall', to, ['node'])
  const node = placeOfNode(to.node)
  const { network, tag } = (await beforeWrite(find(firewall, call))).native
  const instance = await beforeWrite(getInstance(client, node, call))
  const { networkInterfaces = [] } = instance
  if (!networkInterfaces.some((nic) => nameIn(nic.network ?? '') === network))
    throw invalid(`The node is not in the network ${network}, which the firewall is for`)
  await retag(client, node, (tags) => [...new Set([...tags, tag])], call, instance)
}

export async function detachFirewall(
  client: GceClient,
  { firewall, to, find }: Attachment,
  call: CallOptions,
): Promise<void> {
  checkNames('detachFirewall', to, ['node'])
  const node = placeOfNode(to.node)
  const { tag } = (await beforeWrite(find(firewall, call))).native
  await retag(client, node, (tags) => tags.filter((one) => one !== tag), call)
}

/**
 * Network tags are replaced whole; their fingerprint sees to it that nobody else's change is lost. Those that are so already are not sent.
 * https://cloud.google.com/compute/docs/reference/rest/v1/instances/setTags
 */
export async function retag(
  client: GceClient,
  node: Place,
  next: (tags: readonly string[]) => readonly string[],
  call: CallOptions,
  seen?: InstanceWire,
): Promise<void> {
  let known = seen
  const work = async (left: CallOptions) => {
    const instance = known ?? (await beforeWrite(getInstance(client, node, left)))
    known = undefined
    const { tags: { fingerprint, items: before = [] } = {} } = instance
    const items = next(before)
    if (items.length === before.length && items.every((tag) => before.includes(tag))) return
    const path = [...instancePath(node), 'setTags']
    await change(client, { name: 'compute.instances.setTags', path, body: { items, fingerprint } }, left)
  }
  await guarded(work, call)
}
