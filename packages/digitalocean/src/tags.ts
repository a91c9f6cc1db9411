import type { CallOptions, Tags, TagTarget } from '@cloud/core'
import {
  beforeWrite,
  changed,
  checkText,
  encodeRfc3986,
  idOf,
  invalid,
  isCloudError,
} from '@cloud/core/driver'
import { type DigitalOceanClient, idempotent, read, remove, send } from './client.ts'
import { getOwnImage } from './get-image.ts'
import { dropletPath, getDroplet } from './get-node.ts'
import { getSnapshot } from './get-snapshot.ts'
import { getVolume } from './get-volume.ts'
import { isOwnWord, keyOf, toWords } from './tags-wire.ts'

/** What DigitalOcean lets tag after its creation. */
export type DigitalOceanTagged = 'node' | 'volume' | 'image' | 'snapshot'

/** Tags are words here, the same whatever their case: `key:value`, or the key alone. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Tags */
export function tags(client: DigitalOceanClient): Tags<DigitalOceanTagged> {
  return {
    setTags: (target, wanted, call) => client.within(call, (left) => setTags(client, target, wanted, left)),
    removeTags: (target, keys, call) => client.within(call, (left) => removeTags(client, target, keys, left)),
  }
}

async function setTags(
  client: DigitalOceanClient,
  target: TagTarget<DigitalOceanTagged>,
  wanted: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<void> {
  if (wanted === undefined) throw invalid('There are no tags', '{} for none')
  const words = toWords(wanted)
  const resource = await beforeWrite(tagged(client, target, call))
  const keys = words.map(keyOf)
  const replaced = resource.words.filter((word) => keys.includes(keyOf(word)) && !has(words, word))
  await inSteps([
    ...words
      .filter((word) => !has(resource.words, word))
      .map((word) => () => tag(client, word, resource, call)),
    ...replaced.map((word) => () => untag(client, word, resource, call)),
  ])
}

async function removeTags(
  client: DigitalOceanClient,
  target: TagTarget<DigitalOceanTagged>,
  keys: readonly string[],
  call: CallOptions,
): Promise<void> {
  if (!Array.isArray(keys)) throw invalid('The keys must be an array', 'of the keys of tags')
  const gone = keys.map((key) => checkText('The key of a tag', key, { max: 255 }).toLowerCase())
  const resource = await beforeWrite(tagged(client, target, call))
  const words = resource.words.filter((word) => gone.includes(keyOf(word)))
  await inSteps(words.map((word) => () => untag(client, word, resource, call)))
}

const has = (words: readonly string[], word: string) =>
  words.some((each) => each.toLowerCase() === word.toLowerCase())

/** Once the first step is done, a failure of a later one leaves something changed; a repeat of all puts it right. */
async function inSteps(steps: readonly (() => Promise<void>)[]): Promise<void> {
  for (const [index, step] of steps.entries()) {
    try {
      await step()
    } catch (error) {
      throw index > 0 && isCloudError(error) ? changed(error, { outcome: 'unknown' }) : error
    }
  }
}

interface Tagged {
  readonly resource_id: string
  readonly resource_type: 'droplet' | 'volume' | 'image' | 'volume_snapshot'
  /** Without the driver's own, which stay. */
  readonly words: readonly string[]
}

async function tagged(
  client: DigitalOceanClient,
  { kind, id }: TagTarget<DigitalOceanTagged>,
  call: CallOptions,
): Promise<Tagged> {
  const of = (wire: { readonly id: number | string; readonly tags?: readonly string[] | null }) => ({
    resource_id: String(wire.id),
    words: (wire.tags ?? []).filter((word) => !isOwnWord(word)),
  })
  switch (kind) {
    case 'node': {
      const droplet = await getDroplet(client, dropletPath(idOf('node', id, kind)), call)
      return { ...of(droplet), resource_type: 'droplet' }
    }
    case 'volume':
      return { ...of((await getVolume(client, id, call)).native), resource_type: 'volume' }
    case 'image':
      return { ...of(await getOwnImage(client, id, call)), resource_type: 'image' }
    case 'snapshot':
      return { ...of((await getSnapshot(client, id, call)).native), resource_type: 'volume_snapshot' }
    default:
      throw invalid(`A ${String(kind)} cannot be tagged`, 'a node, a volume, an image or a snapshot')
  }
}

/** A tag must be there before it is put on something. */
async function tag(
  client: DigitalOceanClient,
  word: string,
  resource: Tagged,
  call: CallOptions,
): Promise<void> {
  await ensureTag(client, word, call)
  const request = { name: 'tags_assign_resources', repeat: idempotent, method: 'POST' } as const
  await send(client, { ...request, ...resourcesOf(word, resource) }, call)
}

export async function ensureTag(client: DigitalOceanClient, word: string, call: CallOptions): Promise<void> {
  const body = { name: word }
  try {
    await send(client, { name: 'tags_create', repeat: idempotent, method: 'POST', path: '/tags', body }, call)
  } catch (error) {
    if (!isCloudError(error) || (error.status !== 409 && error.status !== 422)) throw error
    const path = `/tags/${encodeRfc3986(word)}`
    const look = { name: 'tags_get', path }
    await read(client, look, call).catch(() => Promise.reject(error))
  }
}

/** A tag that is gone is on nothing. */
async function untag(
  client: DigitalOceanClient,
  word: string,
  resource: Tagged,
  call: CallOptions,
): Promise<void> {
  try {
    await remove(client, { name: 'tags_unassign_resources', ...resourcesOf(word, resource) }, call)
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error
  }
}

function resourcesOf(word: string, { resource_id, resource_type }: Tagged) {
  return {
    path: `/tags/${encodeRfc3986(word)}/resources`,
    body: { resources: [{ resource_id, resource_type }] },
  }
}
