import type { CallOptions, CloudError, CreateVolume } from '@cloud/core'
import { beforeWrite, changed, checkNames, invalid, isCloudError, missing } from '@cloud/core/driver'
import { limitIsReached } from './account-limit.ts'
import { checkName } from './check-value.ts'
import type { DigitalOceanClient } from './client.ts'
import { createNamed } from './create-named.ts'
import { getSnapshot, snapshotPath } from './get-snapshot.ts'
import { findVolumes, type VolumeReply } from './get-volume.ts'
import { checkKey } from './idempotency-key.ts'
import { uuidOf } from './ids.ts'
import { hasIntent, type Intent, intentOf, sameOptions } from './intent.ts'
import { explainedBy, isMissing, withoutRegion } from './lookups.ts'
import { regionOf } from './region-of.ts'
import { toWords } from './tags-wire.ts'
import { checkSizeGiB, type DigitalOceanVolume, toVolume } from './volumes-wire.ts'

/** What `createVolume` takes under `native`. */
export interface DigitalOceanCreateVolume {
  readonly description?: string | undefined
  /** Formats it. Droplets of most distributions then mount it by themselves when it is attached. */
  readonly filesystemType?: 'ext4' | 'xfs' | undefined
  /** At most 16 characters for ext4, 12 for xfs. */
  readonly filesystemLabel?: string | undefined
}

/** https://docs.digitalocean.com/reference/api/digitalocean/#operation/volumes_create */
export async function createVolume(
  client: DigitalOceanClient,
  options: CreateVolume<DigitalOceanCreateVolume>,
  call: CallOptions,
): Promise<DigitalOceanVolume> {
  const wanted = checked(client, options)
  const { tags, ...rest } = wanted
  if (options.idempotencyKey !== undefined) checkKey(options.idempotencyKey)
  const intent = intentOf(options.idempotencyKey, wanted)
  if (options.idempotencyKey !== undefined) {
    const earlier = await beforeWrite(findByIntent(client, intent, {}, call))
    if (earlier !== undefined) return sameVolume(earlier, intent)
  }
  const size = wanted.size_gigabytes ?? (await sizeOfSnapshot(client, wanted.snapshot_id, call))
  const body = { ...rest, size_gigabytes: size, tags: [...tags, ...intent.words] }
  return request(client, body, { intent, keyed: options.idempotencyKey !== undefined }, call)
}

function sameVolume(volume: DigitalOceanVolume, intent: Intent): DigitalOceanVolume {
  sameOptions(volume.native, intent)
  return volume
}

interface CreateWire {
  readonly name: string
  readonly region: string
  readonly size_gigabytes: number | undefined
  readonly description: string | undefined
  readonly snapshot_id: string | undefined
  readonly filesystem_type: string | undefined
  readonly filesystem_label: string | undefined
  readonly tags: readonly string[]
}

const names = ['name', 'sizeGiB', 'location', 'snapshot', 'tags', 'idempotencyKey', 'native']

function checked(client: DigitalOceanClient, options: CreateVolume<DigitalOceanCreateVolume>): CreateWire {
  checkNames('createVolume', options, names)
  const { name, sizeGiB, location, snapshot, tags = {}, native = {} } = options
  checkNames('createVolume under native', native, ['description', 'filesystemType', 'filesystemLabel'])
  const region = regionOf(client, location)
  checkFilesystem(native)
  return {
    name: checkVolumeName(name),
    region,
    size_gigabytes: checkSize(sizeGiB, snapshot !== undefined),
    description: native.description,
    snapshot_id: snapshot === undefined ? undefined : uuidOf('snapshot', snapshot, 'snapshot'),
    filesystem_type: native.filesystemType,
    filesystem_label: native.filesystemLabel,
    tags: toWords(tags),
  }
}

function checkVolumeName(name: unknown): string {
  const rule = 'at most 64 small letters, digits and -, beginning with a letter'
  return checkName('volume', name, { pattern: /^[a-z][a-z0-9-]*$/, rule, max: 64 })
}

function checkSize(sizeGiB: number | undefined, fromSnapshot: boolean): number | undefined {
  if (sizeGiB === undefined && fromSnapshot) return undefined
  return checkSizeGiB(sizeGiB)
}

function checkFilesystem({ filesystemType: type, filesystemLabel: label }: DigitalOceanCreateVolume): void {
  if (type !== undefined && type !== 'ext4' && type !== 'xfs')
    throw invalid(`filesystemType is ${JSON.stringify(type)}`, 'ext4 or xfs')
  if (label === undefined) return
  if (type === undefined) throw invalid('A filesystemLabel needs a filesystemType', 'ext4 or xfs')
  const most = type === 'xfs' ? 12 : 16
  if (label.length > most)
    throw invalid(`filesystemLabel has ${label.length} characters`, `${type} takes at most ${most}`)
}

async function sizeOfSnapshot(
  client: DigitalOceanClient,
  snapshot: string | undefined,
  call: CallOptions,
): Promise<number | undefined> {
  if (snapshot === undefined) return undefined
  return (await beforeWrite(getSnapshot(client, snapshot, call))).sizeGiB
}

/**
 * One of the name and region has it, so that a repeat makes no second; by its own tag a volume is known as this call's, or as that of
 * another call with the key, which looked at the same time and was first.
 */
async function request(
  client: DigitalOceanClient,
  body: CreateWire,
  { intent, keyed }: { readonly intent: Intent; readonly keyed: boolean },
  call: CallOptions,
): Promise<DigitalOceanVolume> {
  const { name, region } = body
  const ours = (left: CallOptions) => findByIntent(client, intent, { name, region }, left)
  const taken = async (left: CallOptions) => (await findVolumes(client, { name, region }, left)).length > 0
  const map = ({ volume }: VolumeReply) => toVolume(volume)
  const what = { name: 'volumes_create', path: '/volumes', body, map }
  try {
    return await createNamed(client, what, { ours, taken }, call)
  } catch (error) {
    const first =
      keyed && isCloudError(error, 'already-exists') ? await ours(call).catch(() => {}) : undefined
    if (first !== undefined) return sameVolume(first, intent)
    throw await explainedBy(error, (refusal) => explain(client, refusal, body, call))
  }
}

async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  { region, snapshot_id: snapshot }: CreateWire,
  call: CallOptions,
): Promise<CloudError | undefined> {
  if (error.code === 'already-exists') return undefined
  if (error.status === 403) {
    const all = { name: 'volumes_list', path: '/volumes' }
    return (await limitIsReached(client, 'volume_limit', all, call))
      ? changed(error, { code: 'quota' })
      : error
  }
  const place = await withoutRegion(client, error, region, call)
  if (place !== undefined || snapshot === undefined) return place
  const look = { name: 'volumeSnapshots_get_byId', path: snapshotPath(snapshot) }
  return (await isMissing(client, look, call)) ? missing(error, `snapshot ${snapshot}`) : undefined
}

async function findByIntent(
  client: DigitalOceanClient,
  intent: Intent,
  query: { readonly name?: string; readonly region?: string },
  call: CallOptions,
): Promise<DigitalOceanVolume | undefined> {
  return (await findVolumes(client, query, call)).find(({ native }) => hasIntent(intent, native.tags))
}
