import type { CallOptions, CloudError, Ref } from '@cloud/core'
import { beforeWrite, changed, checkTarget, idOf, invalid, missing } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { refusedNow } from './droplet-actions.ts'
import { dropletPath, getDroplet } from './get-node.ts'
import { getVolume, volumePath } from './get-volume.ts'
import { conflicting, explainedBy, isMissing } from './lookups.ts'
import { perform } from './resource-actions.ts'
import { checkSizeGiB, type DigitalOceanVolume } from './volumes-wire.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#operation/volumeActions_post_byId */
export async function attachVolume(
  client: DigitalOceanClient,
  ref: Ref<'volume'>,
  to: { readonly node: Ref<'node'>; readonly device?: string | undefined },
  call: CallOptions,
): Promise<void> {
  checkTarget('attachVolume', to, ['node', 'device'])
  if (to.device !== undefined)
    throw invalid('DigitalOcean names devices itself', 'Volume.device tells it once it is attached')
  const droplet = dropletPath(idOf('node', to.node, 'node'))
  const volume = await beforeWrite(getVolume(client, ref, call))
  if (volume.attachedTo.includes(droplet)) return
  const body = { type: 'attach', droplet_id: Number(droplet) }
  try {
    await ask(client, volume, body, 'attach_volume', call)
  } catch (error) {
    throw await explainedBy(error, (refusal) => explain(client, refusal, { volume, droplet }, call))
  }
}

async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  { volume, droplet }: { readonly volume: DigitalOceanVolume; readonly droplet: string },
  call: CallOptions,
): Promise<CloudError | undefined> {
  const look = { name: 'droplets_get', path: `/droplets/${droplet}` }
  if (await isMissing(client, look, call)) return missing(error, `node ${droplet}`)
  const { region } = await getDroplet(client, droplet, call)
  if (region.slug === volume.location) return conflicting(error)
  return changed(error, {
    message: `The volume is in ${volume.location}, and the node in ${region.slug}: ${error.message}`,
  })
}

/** A volume has one node at a time; the API speaks of several all the same. */
export async function detachVolume(
  client: DigitalOceanClient,
  ref: Ref<'volume'>,
  call: CallOptions,
): Promise<void> {
  const volume = await beforeWrite(getVolume(client, ref, call))
  for (const id of volume.attachedTo) {
    try {
      await ask(client, volume, { type: 'detach', droplet_id: Number(id) }, 'detach_volume', call)
    } catch (error) {
      throw refusedNow(error)
    }
  }
}

export async function resizeVolume(
  client: DigitalOceanClient,
  ref: Ref<'volume'>,
  sizeGiB: number,
  call: CallOptions,
): Promise<void> {
  checkSizeGiB(sizeGiB)
  const volume = await beforeWrite(getVolume(client, ref, call))
  if (sizeGiB <= volume.sizeGiB)
    throw invalid(`The volume has ${volume.sizeGiB} GiB`, `more than that, and not ${sizeGiB}`)
  try {
    await ask(client, volume, { type: 'resize', size_gigabytes: sizeGiB }, 'resize', call)
  } catch (error) {
    throw refusedNow(error)
  }
}

async function ask(
  client: DigitalOceanClient,
  { id, location }: DigitalOceanVolume,
  body: { readonly type: string; readonly [parameter: string]: unknown },
  type: string,
  call: CallOptions,
): Promise<void> {
  const action = {
    name: 'volumeActions_post_byId',
    path: `${volumePath(id)}/actions`,
    body: { ...body, region: location },
    history: { name: 'volumeActions_list', type },
  }
  await perform(client, action, call)
}
