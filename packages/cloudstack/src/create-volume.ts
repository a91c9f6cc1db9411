import type { CallOptions, CreateVolume } from '@cloud/core'
import {
  beforeWrite,
  changed,
  checkNames,
  checkText,
  idOf,
  invalid,
  isCloudError,
  keyed,
} from '@cloud/core/driver'
import { checkName } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { type Created, create } from './create.ts'
import { offeringFor } from './disk-offerings.ts'
import { getSnapshot } from './get-snapshot.ts'
import { getVolume, shownVolume, volumeList } from './get-volume.ts'
import { checkKey, type Intent, intentOf, otherOptions } from './intent.ts'
import { list } from './pages.ts'
import type { Parameters } from './parameters.ts'
import { perform } from './perform.ts'
import { createTags } from './resource-tags.ts'
import { checkedTags, digestTag, intentTag } from './tags-wire.ts'
import { type CloudStackVolume, checkSizeGiB, toVolume, type VolumeWire } from './volumes-wire.ts'
import { zoneIdOf, zoneOf } from './zones.ts'

/** What `createVolume` takes under `native`. */
export interface CloudStackCreateVolume {
  /** The id of a disk offering. Left out, one that lets the size be chosen, or one of just that size. */
  readonly diskOffering?: string | undefined
}

const names = ['name', 'sizeGiB', 'location', 'snapshot', 'tags', 'idempotencyKey', 'native']

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/createVolume.html */
export async function createVolume(
  client: CloudStackClient,
  options: CreateVolume<CloudStackCreateVolume>,
  call: CallOptions,
): Promise<CloudStackVolume> {
  const wanted = checked(options)
  const { idempotencyKey = crypto.randomUUID() } = options
  const isKeyed = options.idempotencyKey !== undefined
  checkKey(idempotencyKey)
  const zone = await beforeWrite(zoneOf(client, wanted.zone, call))
  const intent = intentOf(idempotencyKey, { ...wanted, zone: zone.id })
  try {
    const earlier = isKeyed ? await beforeWrite(findByIntent(client, intent, call)) : undefined
    if (earlier !== undefined) return earlier
    const parameters = await parametersOf(client, wanted, zone.id, call)
    const made = await make(client, wanted.name, parameters, call)
    return await finish(client, made, { ...wanted, intent: isKeyed ? intent : undefined }, call)
  } catch (error) {
    throw keyed(error, idempotencyKey)
  }
}

interface Wanted {
  readonly name: string
  readonly sizeGiB: number | undefined
  readonly snapshot: string | undefined
  readonly zone: string | undefined
  readonly diskOffering: string | undefined
  readonly tags: Readonly<Record<string, string>>
}

function checked(options: CreateVolume<CloudStackCreateVolume>): Wanted {
  checkNames('createVolume', options, names)
  const { name, sizeGiB, location, snapshot, tags, native = {} } = options
  checkNames('createVolume under native', native, ['diskOffering'])
  const { diskOffering } = native
  if (diskOffering !== undefined) checkText('native.diskOffering', diskOffering, { max: 255 })
  return {
    name: checkName('volume', name),
    sizeGiB: sizeGiB === undefined && snapshot !== undefined ? undefined : checkSizeGiB(sizeGiB),
    snapshot: snapshot === undefined ? undefined : idOf('snapshot', snapshot, 'snapshot'),
    zone: zoneIdOf(location),
    diskOffering,
    tags: checkedTags(tags),
  }
}

/** A volume of a snapshot has its offering and size; what is more comes by resizing it. */
async function parametersOf(
  client: CloudStackClient,
  { name, sizeGiB, snapshot, diskOffering }: Wanted,
  zoneid: string,
  call: CallOptions,
): Promise<Parameters> {
  if (snapshot !== undefined) {
    const { sizeGiB: least } = await beforeWrite(getSnapshot(client, snapshot, call))
    if (sizeGiB !== undefined && sizeGiB < least)
      throw invalid(`sizeGiB is ${sizeGiB}`, `the snapshot has ${least}`)
    return { name, zoneid, snapshotid: snapshot, diskofferingid: diskOffering }
  }
  const size = sizeGiB ?? 1
  if (diskOffering !== undefined) return { name, zoneid, diskofferingid: diskOffering, size }
  const { id, iscustomized } = await offeringFor(client, zoneid, size, call)
  return { name, zoneid, diskofferingid: id, size: iscustomized ? size : undefined }
}

function make(
  client: CloudStackClient,
  name: string,
  parameters: Parameters,
  call: CallOptions,
): Promise<Created<VolumeWire>> {
  const map = (wire: VolumeWire) => (wire.name === name && shownVolume(wire) ? wire : undefined)
  const among = { ...volumeList, parameters: { name }, map }
  return create<VolumeWire>(client, { name: 'createVolume', parameters, among, result: 'volume' }, call)
}

/** What is left to do for a volume that is there: whatever fails from here on, it was made. */
async function finish(
  client: CloudStackClient,
  { wire, operation }: Created<VolumeWire>,
  { sizeGiB, tags, intent }: Wanted & { readonly intent: Intent | undefined },
  call: CallOptions,
): Promise<CloudStackVolume> {
  const { id } = wire
  try {
    const own = intent && { [intentTag]: intent.word, [digestTag]: intent.digest }
    const all = { ...tags, ...own }
    const grows = sizeGiB !== undefined && sizeGiB > toVolume(wire).sizeGiB
    if (!grows && Object.keys(all).length === 0) return toVolume(wire, operation)
    await createTags(client, { type: 'Volume', id }, all, call)
    if (grows) await grow(client, id, sizeGiB, call)
    const { native } = await getVolume(client, id, call)
    return toVolume(native, operation)
  } catch (error) {
    if (!isCloudError(error)) throw error
    const details = { ...error.details, volumeId: id }
    throw changed(error, { outcome: 'applied', retryable: false, details })
  }
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/resizeVolume.html */
export async function grow(
  client: CloudStackClient,
  id: string,
  sizeGiB: number,
  call: CallOptions,
): Promise<void> {
  const shown = async (left: CallOptions) => (await getVolume(client, id, left)).sizeGiB >= sizeGiB
  const parameters = { id, size: sizeGiB }
  await perform(client, { name: 'resizeVolume', parameters, on: id, word: 'resizevolume', shown }, call)
}

/** What an earlier call with the key made; `conflict` unless it is what this one wants. */
async function findByIntent(
  client: CloudStackClient,
  { word, digest }: Intent,
  call: CallOptions,
): Promise<CloudStackVolume | undefined> {
  const bears = (wire: VolumeWire, name: string, text: string) =>
    wire.tags?.some(({ key, value }) => key === name && value === text) ?? false
  const map = (wire: VolumeWire) => (bears(wire, intentTag, word) ? shownVolume(wire) : undefined)
  const parameters = { tags: [{ key: intentTag, value: word }] }
  const [found] = await list(client, { ...volumeList, parameters, map }, call).toArray()
  if (found === undefined || bears(found.native, digestTag, digest)) return found
  throw otherOptions(client, found.id)
}
