import type { CallOptions, Tags, TagTarget } from '@cloud/core'
import { beforeWrite, checkList, checkText, invalid } from '@cloud/core/driver'
import { changeUnnumbered } from './change-unnumbered.ts'
import { change, type GceClient, read } from './client.ts'
import { guarded } from './fingerprint.ts'
import { instancePath, placeOfNode } from './get-node.ts'
import { diskMethod, diskPath, placeOfVolume } from './get-volume.ts'
import { globalOf, type Place } from './ids.ts'
import { imageOf, imagePath } from './images-wire.ts'
import { inPlace } from './lookups.ts'
import { ownLabels, toLabels, toTags } from './names.ts'

/** What has labels here. */
export type GceTagged = 'node' | 'volume' | 'snapshot' | 'image'

/** Tags are labels. https://cloud.google.com/compute/docs/labeling-resources */
export function tags(client: GceClient): Tags<GceTagged> {
  return {
    setTags: (target, more, call) =>
      client.within(call, async (left) => {
        if (more === undefined) throw invalid('tags must be a plain object')
        const labels = toLabels(more)
        await relabel(client, target, (before) => ({ ...before, ...labels }), left)
      }),
    removeTags: (target, keys, call) =>
      client.within(call, async (left) => {
        if (keys === undefined) throw invalid('keys must be an array')
        checkList('keys', keys, (what, key) => checkText(what, key, { max: 512 }))
        const without = (before: Labels) =>
          Object.fromEntries(Object.entries(before).filter(([key]) => !keys.includes(key)))
        await relabel(client, target, without, left)
      }),
  }
}

type Labels = Readonly<Record<string, string>>

interface LabelledWire {
  readonly labels?: Labels
  readonly labelFingerprint?: string
}

/** Where a thing's labels are. */
interface Target {
  readonly family: string
  readonly path: readonly string[]
  readonly project?: string | undefined
  readonly place?: Place | undefined
  /** Whether `setLabels` takes a `requestId` here. */
  readonly numbered: boolean
}

/** Labels are replaced whole; their fingerprint sees to it that nobody else's change is lost. Those that are so already are not sent. */
async function relabel(
  client: GceClient,
  ref: TagTarget<GceTagged>,
  next: (tags: Labels) => Labels,
  call: CallOptions,
): Promise<void> {
  const { family, path, project, place, numbered } = targetOf(ref)
  const placed = <T>(work: Promise<T>, left: CallOptions) =>
    place ? inPlace(client, place, work, left) : work
  const look = (left: CallOptions) =>
    placed(read<LabelledWire>(client, { name: `${family}.get`, path, project }, left), left)
  const isLabelled = async (wanted: Labels, left: CallOptions) => isSame(wanted, (await look(left)).labels)
  const work = async (left: CallOptions) => {
    const wire = await beforeWrite(look(left))
    const { labels: before = {}, labelFingerprint } = wire
    const labels = { ...next(toTags(before)), ...ownLabels(before) }
    if (isSame(labels, before)) return
    const body = { labels, labelFingerprint }
    const set = { name: `${family}.setLabels`, path: [...path, 'setLabels'], project, body }
    if (numbered) await change(client, set, left)
    else await changeUnnumbered(client, { ...set, isDone: (inner) => isLabelled(labels, inner) }, left)
  }
  await guarded(work, call)
}

const isSame = (one: Labels, other: Labels = {}): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

const sorted = (labels: Labels) => Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))

function targetOf(target: TagTarget<GceTagged>): Target {
  switch (target?.kind) {
    case 'node': {
      const place = placeOfNode(target.id)
      return { family: 'compute.instances', path: instancePath(place), place, numbered: true }
    }
    case 'volume': {
      const place = placeOfVolume(target.id)
      return { family: diskMethod(place, '').slice(0, -1), path: diskPath(place), place, numbered: true }
    }
    case 'snapshot':
      return {
        family: 'compute.snapshots',
        path: ['global', 'snapshots', globalOf('snapshot', target.id, 'snapshot')],
        numbered: false,
      }
    case 'image': {
      const image = imageOf(target.id)
      return { family: 'compute.images', path: imagePath(image), project: image.project, numbered: false }
    }
    default:
      throw invalid('What has tags must have a kind and an id', 'a node, volume, snapshot or image')
  }
}
