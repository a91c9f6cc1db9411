import type { CallOptions } from '@cloud/core'
import { isCloudError, sleep } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { getBalancer } from './get-balancer.ts'
import { type Intent, sameOptions } from './intent.ts'
import type { DigitalOceanBalancer } from './load-balancers-wire.ts'
import { list } from './pages.ts'
import { ensureTag } from './tags.ts'
import { digestPrefix } from './tags-wire.ts'

/** What a key made, and the digest of the options; without an id, nobody knows whether it made it. */
export interface KeyRecord {
  readonly id: string | undefined
  readonly digest: string
}

/** By its intent, what this driver made under a key. */
export type Made = Map<string, KeyRecord>

/**
 * No tag can be put on a balancer. Of one that was made under a key a tag of its own, which is on nothing, tells the key, the balancer and
 * its options, so that another process knows whose it is.
 */
export async function keepRecord(
  client: DigitalOceanClient,
  { intent, digest }: Intent,
  id: string,
  call: CallOptions,
): Promise<void> {
  await ensureTag(client, `${intent}:${id}:${digest.slice(digestPrefix.length)}`, call)
}

const recorded = /^(cloud-intent:[0-9a-f]{32}):([0-9a-f-]{36}):([0-9a-f]{32})$/

/** The id of the balancer that a tag is a record of. */
export const balancerOf = (word: string): string | undefined => recorded.exec(word)?.[2]

/** The balancer that stands under a key; `conflict` where it was made with other options. */
export async function findByKey(
  client: DigitalOceanClient,
  intent: Intent,
  made: Made,
  call: CallOptions,
): Promise<DigitalOceanBalancer | undefined> {
  const known = made.get(intent.intent)
  const records = known?.id === undefined ? await listRecords(client, intent, call) : [known]
  for (const { id, digest } of records) {
    const found = id === undefined ? undefined : await findBalancer(client, id, call)
    if (found !== undefined) {
      sameOptions({ id: found.id, tags: [digest] }, intent)
      return found
    }
  }
  return undefined
}

/** What a call with the same key made, at the same time as this one and before it: it tells so in a moment. */
export async function findFirst(
  client: DigitalOceanClient,
  intent: Intent,
  call: CallOptions,
): Promise<DigitalOceanBalancer | undefined> {
  for (const pauseMs of [0, 500, 1500]) {
    await sleep(pauseMs, client.clock, call.signal)
    const found = await findByKey(client, intent, new Map(), call)
    if (found !== undefined) return found
  }
  return undefined
}

function listRecords(
  client: DigitalOceanClient,
  { intent }: Intent,
  call: CallOptions,
): Promise<KeyRecord[]> {
  const map = ({ name }: { readonly name: string }): KeyRecord | undefined => {
    const [, key, id, digest] = recorded.exec(name) ?? []
    return key === intent ? { id, digest: `${digestPrefix}${digest}` } : undefined
  }
  return list(client, { name: 'tags_list', path: '/tags', key: 'tags', map }, call).toArray()
}

async function findBalancer(
  client: DigitalOceanClient,
  id: string,
  call: CallOptions,
): Promise<DigitalOceanBalancer | undefined> {
  try {
    return await getBalancer(client, id, call)
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}
