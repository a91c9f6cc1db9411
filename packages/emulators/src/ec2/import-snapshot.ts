import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { once } from './client-token.ts'
import { makeSnapshot, readDescription } from './create-snapshot.ts'
import { readEncryption } from './disk-encryption.ts'
import { newId } from './new-id.ts'
import { type PagedInput, page } from './paging.ts'
import { invalidValue, missing, Refusal } from './refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from './tag-input.ts'
import { refuseSnapshots } from './volume-limits.ts'
import { refuseUnused } from './without-effect.ts'
import type { XmlFields } from './xml.ts'

/** What a disk image becomes. */
export interface SnapshotImport {
  readonly id: string
  readonly snapshotId: string
  readonly description: string
  readonly format: string
  readonly url: string | undefined
  readonly bucket: { readonly s3Bucket: string; readonly s3Key: string } | undefined
}

interface ImportInput {
  readonly ClientToken?: string
  readonly Description?: string
  readonly DiskContainer?: {
    readonly Format?: string
    readonly Url?: string
    readonly Description?: string
    readonly UserBucket?: { readonly S3Bucket?: string; readonly S3Key?: string }
  }
  readonly Encrypted?: boolean
  readonly KmsKeyId?: string
  readonly RoleName?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

/** Nothing is fetched: every disk image is one of 8 GiB without a system, and a snapshot after `importMs`. */
const sizeGiB = 8

export const importSnapshot: Action = action<ImportInput>((ec2, input) =>
  once(ec2, 'ImportSnapshot', input, () => {
    refuseUnused(input, ['ClientData'])
    const { Format: format = 'VMDK', Url: url, UserBucket: place } = input.DiskContainer ?? {}
    const { S3Bucket: s3Bucket, S3Key: s3Key } = place ?? {}
    if (url === undefined && (s3Bucket === undefined || s3Key === undefined)) {
      throw missing('DiskContainer.Url or DiskContainer.UserBucket')
    }
    if (!['VMDK', 'VHD', 'RAW'].includes(format.toUpperCase()))
      throw invalidValue(`The format '${format}' is not supported`)
    const kmsKeyId = readEncryption(ec2, input)
    const description = readDescription(input.Description)
    const tags = readTagSpecifications(input.TagSpecification, ['import-snapshot-task'])
    refuseSnapshots(ec2, 1)
    return () => {
      const { importMs: ms } = ec2.centre.times
      const made = { volumeId: 'vol-ffffffff', sizeGiB, kmsKeyId, content: undefined, description, ms }
      const task: SnapshotImport = {
        id: newId(ec2, 'import-snap'),
        snapshotId: makeSnapshot(ec2, made).id,
        description,
        format: format.toUpperCase(),
        url,
        bucket: s3Bucket !== undefined && s3Key !== undefined ? { s3Bucket, s3Key } : undefined,
      }
      ec2.snapshotImports.set(task.id, task)
      storeTags(ec2, task.id, tags.get('import-snapshot-task'))
      return () => taskFields(ec2, task)
    }
  }),
)

interface DescribeInput extends PagedInput {
  readonly ImportTaskId?: readonly string[]
  readonly Filters?: readonly FilterInput[]
}

export const describeImportSnapshotTasks: Action = action<DescribeInput>((ec2, input) => () => {
  refuseUnused(input, ['Filters'])
  const { ImportTaskId: ids } = input
  const all = ids ? ids.map((id) => findImport(ec2, id)) : [...ec2.snapshotImports.values()]
  const { items, next } = page(all, input, {
    of: ['DescribeImportSnapshotTasks', ids],
    key: ({ id }) => id,
    smallest: 5,
    largest: ec2.pageSize,
  })
  return { importSnapshotTaskSet: items.map((task) => taskFields(ec2, task)), nextToken: next }
})

function findImport(ec2: Ec2, id: string): SnapshotImport {
  const task = ec2.snapshotImports.get(id)
  if (task) return task
  throw new Refusal('InvalidConversionTaskId', `The import task '${id}' does not exist`)
}

function taskFields(ec2: Ec2, task: SnapshotImport): XmlFields {
  const isDone = ec2.snapshots.get(task.snapshotId)?.state !== 'pending'
  return {
    importTaskId: task.id,
    description: task.description,
    snapshotTaskDetail: {
      description: task.description,
      diskImageSize: sizeGiB * 2 ** 30,
      format: task.format,
      url: task.url,
      userBucket: task.bucket,
      snapshotId: isDone ? task.snapshotId : undefined,
      status: isDone ? 'completed' : 'active',
      progress: isDone ? undefined : '3',
    },
    tagSet: tagSet(ec2, task.id),
  }
}
