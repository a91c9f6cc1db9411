import type { CallOptions, CreateImage } from '@cloud/core'
import { CloudError, changed, checkNames, checkText, idOf, isCloudError, waitUntil } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { dropletAction, dropletFor, refusedNow } from './droplet-actions.ts'
import { getImage } from './get-image.ts'
import type { DigitalOceanImage } from './images-wire.ts'
import type { DropletWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { perform } from './resource-actions.ts'

/**
 * A snapshot of a droplet, which may go on running meanwhile. The action does not name what it makes: the image is the droplet's one
 * that was not there before.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/dropletActions_post
 */
export async function createImage(
  client: DigitalOceanClient,
  options: CreateImage,
  call: CallOptions,
): Promise<DigitalOceanImage> {
  checkNames('createImage', options, ['node', 'name', 'native'])
  checkNames('createImage under native', options.native ?? {}, [])
  const name = checkText('The name of the image', options.name, { max: 255 })
  const droplet = await dropletFor(client, idOf('node', options.node, 'node'), 'snapshot', call)
  if (droplet.status !== 'active' && droplet.status !== 'off') throw notNow(droplet)
  try {
    await perform(client, dropletAction(droplet, { type: 'snapshot', name }), call)
  } catch (error) {
    throw refusedNow(error)
  }
  try {
    const id = await findSnapshot(client, droplet, name, call)
    return await getImage(client, String(id), call)
  } catch (error) {
    throw isCloudError(error) ? changed(error, { outcome: 'applied', retryable: false }) : error
  }
}

function notNow({ id, status }: DropletWire): CloudError {
  return new CloudError(`The droplet ${id} is ${status}, and must be active or off`, {
    code: 'conflict',
    provider: 'digitalocean',
    outcome: 'not-applied',
  })
}

interface DropletSnapshotWire {
  readonly id: number
  readonly name: string
}

function findSnapshot(
  client: DigitalOceanClient,
  { id, snapshot_ids: before }: DropletWire,
  name: string,
  call: CallOptions,
): Promise<number | undefined> {
  const request = {
    name: 'droplets_list_snapshots',
    path: `/droplets/${id}/snapshots`,
    key: 'snapshots' as const,
    map: (wire: DropletSnapshotWire) =>
      wire.name === name && !before.includes(wire.id) ? wire.id : undefined,
  }
  return waitUntil(
    {
      what: `the snapshot ${JSON.stringify(name)} to be listed`,
      look: async (limits) => (await list(client, request, limits).toArray({ max: 1 }))[0],
      done: (found) => found !== undefined,
      describe: () => 'it is not there',
    },
    call,
    client.clock,
  )
}
