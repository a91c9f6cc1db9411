import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, checkList, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import { retag } from './attach-firewall.ts'
import { change, type GceClient } from './client.ts'
import { getInstance, instancePath, placeOfNode } from './get-node.ts'
import { diskPath, placeOfVolume } from './get-volume.ts'
import { changeMetadata, type Items, itemsOf, metadataOf } from './metadata.ts'
import { isName } from './names.ts'
import { checkMetadata } from './node-options.ts'
import type { SchedulingWire } from './nodes-wire.ts'
import { refusal } from './refusal.ts'

/** Makes a node's network tags these, and no others: those of firewalls that are attached among them. */
export async function setNetworkTags(
  driver: HasClient<GceClient>,
  node: Ref<'node'>,
  tags: readonly string[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  if (tags === undefined) throw invalid('tags must be an array')
  checkList('tags', tags, (what, tag) => {
    if (!isName(tag)) throw invalid(`${what} is no network tag`)
  })
  await client.within(call, (left) => retag(client, placeOfNode(node), () => [...new Set(tags)], left))
}

/** A node's metadata, whole: user data and scripts, which may hold secrets and which a node does not tell, among them. */
export function getNodeMetadata(
  driver: HasClient<GceClient>,
  node: Ref<'node'>,
  call?: CallOptions,
): Promise<Items> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    itemsOf(await metadataOf(client, { node: placeOfNode(node) }, left)),
  )
}

/** Items to set, beside those that are there; those that are undefined are taken away. */
export type MetadataChanges = Readonly<Record<string, string | undefined>>

/** Changes a node's metadata. https://cloud.google.com/compute/docs/reference/rest/v1/instances/setMetadata */
export async function setNodeMetadata(
  driver: HasClient<GceClient>,
  node: Ref<'node'>,
  changes: MetadataChanges,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  const next = merged(changes)
  await client.within(call, (left) => changeMetadata(client, { node: placeOfNode(node) }, next, left))
}

/** Changes the metadata that all nodes of the project have. */
export async function setProjectMetadata(
  driver: HasClient<GceClient>,
  changes: MetadataChanges,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  const next = merged(changes)
  await client.within(call, (left) => changeMetadata(client, 'project', next, left))
}

function merged(changes: MetadataChanges): (items: Items) => Items | undefined {
  for (const [key, value] of Object.entries(changes)) if (value !== undefined) checkMetadata(key, value)
  return (items) => {
    const wanted = Object.entries({ ...items, ...changes }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    )
    const same =
      wanted.length === Object.keys(items).length && wanted.every(([key, value]) => items[key] === value)
    return same ? undefined : Object.fromEntries(wanted)
  }
}

/** What becomes of a node at maintenance, and how long it runs; some of it wants the node stopped (`conflict` or `invalid`). */
export async function setScheduling(
  driver: HasClient<GceClient>,
  node: Ref<'node'>,
  scheduling: SchedulingWire,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  await client.within(call, async (left) => {
    const place = placeOfNode(node)
    await beforeWrite(getInstance(client, place, left))
    const path = [...instancePath(place), 'setScheduling']
    await change(client, { name: 'compute.instances.setScheduling', path, body: scheduling }, left)
  })
}

/** Whether a disk goes with the node that has it. `conflict` where the node has it not. */
export async function setAutoDelete(
  driver: HasClient<GceClient>,
  {
    node,
    volume,
    autoDelete,
  }: { readonly node: Ref<'node'>; readonly volume: Ref<'volume'>; readonly autoDelete: boolean },
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  await client.within(call, async (left) => {
    const place = placeOfNode(node)
    const wanted = `/${diskPath(placeOfVolume(volume)).join('/')}`
    const { disks = [] } = await beforeWrite(getInstance(client, place, left))
    const deviceName = disks.find(({ source = '' }) => source.endsWith(wanted))?.deviceName
    if (deviceName === undefined) throw refusal('conflict', 'The node has not that volume')
    const path = [...instancePath(place), 'setDiskAutoDelete']
    const request = { name: 'compute.instances.setDiskAutoDelete', path, query: { autoDelete, deviceName } }
    await change(client, request, left)
  })
}
