import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, CloudError, changed, checkTarget, idOf, missing } from '@cloud/core/driver'
import type { DigitalOceanAddress } from './addresses-wire.ts'
import type { DigitalOceanClient } from './client.ts'
import { getAddress, type Located, locate } from './get-address.ts'
import { dropletPath, getDroplet } from './get-node.ts'
import { conflicting, explainedBy, isMissing } from './lookups.ts'
import { perform, type ResourceAction } from './resource-actions.ts'

export async function attachAddress(
  client: DigitalOceanClient,
  ref: Ref<'address'>,
  to: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  checkTarget('attachAddress', to, ['node'])
  const droplet = dropletPath(idOf('node', to.node, 'node'))
  const located = locate(ref)
  const address = await beforeWrite(getAddress(client, located, call))
  if (address.node === droplet) return
  if (address.node !== undefined) throw taken(address)
  const body = { type: 'assign', droplet_id: Number(droplet) }
  try {
    await perform(client, actionOf(client, located, body), call)
  } catch (error) {
    throw await explainedBy(error, async (refusal) => {
      const look = { name: 'droplets_get', path: `/droplets/${droplet}` }
      if (await isMissing(client, look, call)) return missing(refusal, `node ${droplet}`)
      const { region } = await getDroplet(client, droplet, call)
      if (region.slug === address.location) return conflicting(refusal)
      const message = `The address is in ${address.location}, and the node in ${region.slug}: ${refusal.message}`
      return changed(refusal, { message })
    })
  }
}

function taken({ id, node }: DigitalOceanAddress): CloudError {
  return new CloudError(`The address ${id} leads to the node ${node}`, {
    code: 'conflict',
    provider: 'digitalocean',
    outcome: 'not-applied',
    hint: 'detach it first',
    details: { nodeId: node },
  })
}

export async function detachAddress(
  client: DigitalOceanClient,
  ref: Ref<'address'>,
  call: CallOptions,
): Promise<void> {
  const located = locate(ref)
  const address = await beforeWrite(getAddress(client, located, call))
  if (address.node === undefined) return
  try {
    await perform(client, actionOf(client, located, { type: 'unassign' }), call)
  } catch (error) {
    throw await explainedBy(error, async (refusal) => conflicting(refusal))
  }
}

/** An address of IPv6 has no list of its actions; where it leads shows what became of one. */
function actionOf(
  client: DigitalOceanClient,
  located: Located,
  body: ResourceAction['body'] & { readonly droplet_id?: number },
): ResourceAction {
  const { family, path } = located
  const shown = async (call: CallOptions) =>
    (await getAddress(client, located, call)).node === body.droplet_id?.toString()
  return {
    name: `${family.operations}Actions_post`,
    path: `${path}/actions`,
    body,
    history: family.version === 4 ? { name: 'reservedIPsActions_list', type: `${body.type}_ip` } : shown,
  }
}
