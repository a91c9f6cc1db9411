import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, CloudError, checkTarget, idOf, missing } from '@cloud/core/driver'
import { type DigitalOceanClient, idempotent, remove, send } from './client.ts'
import { firewallPath, getFirewall } from './get-firewall.ts'
import { dropletPath, getDroplet } from './get-node.ts'
import { explainedBy, isMissing } from './lookups.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#operation/firewalls_assign_droplets */
export async function attachFirewall(
  client: DigitalOceanClient,
  firewall: Ref<'firewall'>,
  to: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  checkTarget('attachFirewall', to, ['node'])
  const droplet = dropletPath(idOf('node', to.node, 'node'))
  const request = {
    name: 'firewalls_assign_droplets',
    repeat: idempotent,
    method: 'POST',
    path: `${firewallPath(firewall)}/droplets`,
    body: { droplet_ids: [Number(droplet)] },
  } as const
  try {
    await send(client, request, call)
  } catch (error) {
    throw await explainedBy(error, async (refusal) => {
      const look = { name: 'droplets_get', path: `/droplets/${droplet}` }
      return (await isMissing(client, look, call)) ? missing(refusal, `node ${droplet}`) : undefined
    })
  }
}

/** `conflict` where a tag of the node puts it behind the firewall: taking it away alone would change nothing. */
export async function detachFirewall(
  client: DigitalOceanClient,
  firewall: Ref<'firewall'>,
  from: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  checkTarget('detachFirewall', from, ['node'])
  const id = dropletPath(idOf('node', from.node, 'node'))
  const guard = await beforeWrite(getFirewall(client, firewall, call))
  const droplet = await beforeWrite(getDroplet(client, id, call))
  const tag = droplet.tags.find((word) => guard.native.tags?.includes(word))
  if (tag !== undefined) throw byTag(guard.name, id, tag)
  if (!guard.nodes?.includes(id)) return
  const request = {
    name: 'firewalls_delete_droplets',
    path: `${firewallPath(firewall)}/droplets`,
    body: { droplet_ids: [droplet.id] },
  } as const
  await remove(client, request, call)
}

function byTag(firewall: string, droplet: string, tag: string): CloudError {
  return new CloudError(`The firewall ${firewall} guards the droplet ${droplet} by the tag ${tag}`, {
    code: 'conflict',
    provider: 'digitalocean',
    outcome: 'not-applied',
    hint: 'take the tag from the node',
    details: { tag },
  })
}
