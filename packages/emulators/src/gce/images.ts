import { begin, beginDelete, beginInsert } from './changes.ts'
import type { Gce } from './cloud.ts'
import { sourceWire } from './disk.ts'
import { checkFingerprint, newFingerprint } from './fingerprint.ts'
import { getIamPolicy, setIamPolicy } from './iam-policy.ts'
import { latestOf, resolveImage } from './image-reference.ts'
import { attachedTo } from './instance-disks.ts'
import type { Json, Wire } from './json.ts'
import { checkLabels, type Labels } from './labels.ts'
import { linkTo } from './links.ts'
import { list } from './listing.ts'
import { type Operations, operation } from './operation.ts'
import { getOne } from './reads.ts'
import { inUse, invalidField, notFound, requiredField } from './refusal.ts'
import type { Resource } from './resource.ts'
import { globalScope } from './scope.ts'
import { setLabels } from './set-labels.ts'
import { addResource, checkName, checkNew, readyTarget, referred } from './store.ts'
import { shown } from './view.ts'

interface ImageInput {
  readonly name?: string
  readonly description?: string
  readonly family?: string
  readonly labels?: Labels
  readonly labelFingerprint?: string
  readonly sourceDisk?: string
  readonly sourceImage?: string
  readonly sourceSnapshot?: string
  readonly rawDisk?: { readonly source?: string }
  readonly diskSizeGb?: string | number
  readonly storageLocations?: readonly string[]
  readonly architecture?: string
  readonly guestOsFeatures?: readonly Wire[]
  readonly licenses?: readonly string[]
  readonly deprecated?: Deprecation
}

interface Deprecation {
  readonly state?: string
  readonly replacement?: string
  readonly deprecated?: string
  readonly obsolete?: string
  readonly deleted?: string
}

export const images: Operations<`compute.images.${string}`> = {
  'compute.images.get': getOne,

  'compute.images.list': operation((cloud, call) =>
    list(
      cloud,
      call,
      imagesOf(cloud, call.path.project ?? '').map((image) => shown(cloud, image)),
    ),
  ),

  'compute.images.getFromFamily': operation((cloud, { path: { project = '', family = '' } }) => {
    const image = latestOf(cloud, project, family)
    if (!image) throw notFound(`projects/${project}/global/images/family/${family}`)
    return shown(cloud, image)
  }),

  'compute.images.insert': operation<ImageInput>((cloud, call) => {
    const name = checkNew(cloud, globalScope, 'images', call.body.name)
    if (call.body.family !== undefined) checkName(call.body.family, 'family')
    checkLabels(call.body.labels)
    const source = sourceOf(cloud, call.body, call.query.forceCreate === true)
    const wire = imageWire(cloud, call.body, source)
    const image = addResource(cloud, { collection: 'images', scope: globalScope, name, wire, os: source?.os })
    return beginInsert(cloud, call, image, {
      ms: source ? cloud.centre.times.actionMs : cloud.centre.times.importMs,
      finish: () => {
        image.wire.status = 'READY'
        image.wire.archiveSizeBytes = String(Number(image.wire.diskSizeGb) * 90_000_000)
      },
    })
  }),

  'compute.images.delete': operation((cloud, call) => beginDelete(cloud, call, readyTarget(cloud, call))),

  'compute.images.deprecate': operation<Deprecation>((cloud, call) => {
    const image = readyTarget(cloud, call)
    const { state = 'ACTIVE', replacement, ...times } = call.body
    if (replacement !== undefined) referred(cloud, 'replacement', replacement, 'images')
    return begin(cloud, call, image, {
      start: () => {
        const deprecated = { state, ...times, ...(replacement !== undefined && { replacement }) }
        image.wire.deprecated = state === 'ACTIVE' ? undefined : deprecated
      },
    })
  }),

  'compute.images.patch': operation<ImageInput>((cloud, call) => {
    const image = readyTarget(cloud, call)
    const { family, description, labels, labelFingerprint } = call.body
    if (family !== undefined && family !== '') checkName(family, 'family')
    if (labels) {
      checkLabels(labels)
      checkFingerprint(labelFingerprint, image.wire.labelFingerprint, 'labels')
    }
    return begin(cloud, call, image, {
      start: () => {
        if (family !== undefined) image.wire.family = family || undefined
        if (description !== undefined) image.wire.description = description
        if (labels) Object.assign(image.wire, { labels, labelFingerprint: newFingerprint(cloud) })
      },
    })
  }),

  'compute.images.setLabels': setLabels,
  'compute.images.getIamPolicy': getIamPolicy,
  'compute.images.setIamPolicy': setIamPolicy,
}

const imagesOf = ({ resources }: Gce, project: string): readonly Resource[] =>
  [...resources.values()].filter(
    ({ collection, path }) => collection === 'images' && path.startsWith(`projects/${project}/`),
  )

/** The one source of an image; undefined for a file, which is fetched in name only. */
function sourceOf(cloud: Gce, input: ImageInput, forced: boolean): Resource | undefined {
  const { sourceDisk, sourceImage, sourceSnapshot, rawDisk } = input
  const given = [sourceDisk, sourceImage, sourceSnapshot, rawDisk?.source].filter((one) => one !== undefined)
  if (given.length === 0) throw requiredField('sourceDisk')
  if (given.length > 1) throw invalidField('sourceDisk', sourceDisk ?? '', 'An image is made of one source.')
  if (sourceDisk !== undefined) {
    const disk = referred(cloud, 'sourceDisk', sourceDisk, 'disks')
    if (!forced) checkStill(cloud, disk)
    return disk
  }
  if (sourceImage !== undefined) return resolveImage(cloud, 'sourceImage', sourceImage)
  if (sourceSnapshot !== undefined) return referred(cloud, 'sourceSnapshot', sourceSnapshot, 'snapshots')
  if (!/^(?:gs:\/\/|https:\/\/storage\.googleapis\.com\/)[^/]+\/.+\.tar\.gz$/.test(rawDisk?.source ?? ''))
    throw invalidField(
      'rawDisk.source',
      rawDisk?.source,
      'The source must be a .tar.gz object of Cloud Storage.',
    )
  return undefined
}

/** Throws a `Refusal` while an instance that runs may write to the disk. */
function checkStill(cloud: Gce, disk: Resource): void {
  const user = [...cloud.resources.values()].find(
    (one) =>
      one.collection === 'instances' &&
      cloud.machines.get(one.id)?.server.state !== 'stopped' &&
      attachedTo(one).some(({ source, mode }) => source === linkTo(disk.path) && mode !== 'READ_ONLY'),
  )
  if (user) throw inUse('disk', disk.path, user.path)
}

function imageWire(cloud: Gce, input: ImageInput, source: Resource | undefined): Wire {
  const { family, description, labels, storageLocations, deprecated } = input
  const licenses = input.licenses ?? source?.wire.licenses
  const features = input.guestOsFeatures ?? source?.wire.guestOsFeatures
  return {
    status: 'PENDING',
    sourceType: 'RAW',
    diskSizeGb: String(input.diskSizeGb ?? source?.wire.sizeGb ?? source?.wire.diskSizeGb ?? 10),
    ...sourceWire(source),
    ...(family !== undefined && { family }),
    ...(description !== undefined && { description }),
    ...(labels && Object.keys(labels).length > 0 && { labels }),
    labelFingerprint: newFingerprint(cloud),
    storageLocations: storageLocations ?? ['eu'],
    architecture: input.architecture ?? source?.wire.architecture ?? 'X86_64',
    ...(licenses && { licenses: licenses as Json }),
    ...(features && { guestOsFeatures: features as Json }),
    ...(deprecated && { deprecated: deprecated as Json }),
  }
}
