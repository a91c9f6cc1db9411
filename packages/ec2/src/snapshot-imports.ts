import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import {
  clientOf,
  defined,
  type HasClient,
  idOf,
  invalid,
  keyed,
  number,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { checkOptions, type OptionKinds } from './check-options.ts'
import { type Ec2Client, send } from './client.ts'
import { clientToken } from './client-token.ts'
import { type Description, described, get, list } from './description.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

type Driver = HasClient<Ec2Client>

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportSnapshotTask.html, as spelled in its XML. */
export interface SnapshotImportWire {
  readonly importTaskId: string
  readonly description?: string
  readonly snapshotTaskDetail?: {
    readonly snapshotId?: string
    readonly status?: string
    readonly statusMessage?: string
    /** In percent. */
    readonly progress?: string
    readonly format?: string
    /** In bytes. */
    readonly diskImageSize?: number
  }
  readonly tagSet: readonly TagWire[]
}

/** A disk image that becomes a snapshot, which takes minutes to hours. */
export interface Ec2SnapshotImport extends Resource<'snapshot-import', SnapshotImportWire> {
  /** `active`, and in the end `completed`, `deleted` or `error`: `native.snapshotTaskDetail.statusMessage` says more. */
  readonly state: string
  /** Known when it is `completed`. */
  readonly snapshot?: string
}

type Detail = NonNullable<SnapshotImportWire['snapshotTaskDetail']>

const task: XmlShape<SnapshotImportWire> = object<SnapshotImportWire>({
  importTaskId: required(text),
  description: text,
  snapshotTaskDetail: object<Detail>({
    snapshotId: text,
    status: text,
    statusMessage: text,
    progress: text,
    format: text,
    diskImageSize: number,
  }),
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImportSnapshotTasks.html */
const importDescription: Description<SnapshotImportWire, Ec2SnapshotImport> = {
  noun: 'import of a snapshot',
  action: 'DescribeImportSnapshotTasks',
  ids: 'ImportTaskId',
  pageSize: 1000,
  answer: described('importSnapshotTaskSet', task),
  map: toImport,
}

function toImport(wire: SnapshotImportWire): Ec2SnapshotImport {
  const { snapshotId, status } = wire.snapshotTaskDetail ?? {}
  return {
    kind: 'snapshot-import',
    id: wire.importTaskId,
    name: nameOf(wire.tagSet),
    state: status ?? 'unknown',
    ...defined({ snapshot: snapshotId || undefined }),
    native: wire,
  }
}

export function listSnapshotImports(driver: Driver, call?: CallOptions): Listing<Ec2SnapshotImport> {
  return list(clientOf(driver), importDescription, [], call)
}

/** `not-found` where there is none. */
export function getSnapshotImport(
  driver: Driver,
  ref: Ref<'snapshot-import'>,
  call?: CallOptions,
): Promise<Ec2SnapshotImport> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    get(client, importDescription, idOf('import', ref, 'snapshot-import'), left),
  )
}

export interface ImportSnapshot {
  /** Where the disk image is: a bucket of S3 and the key of an object in it, or a URL. */
  readonly bucket?: string | undefined
  readonly key?: string | undefined
  readonly url?: string | undefined
  readonly format?: 'VMDK' | 'VHD' | 'RAW' | undefined
  readonly description?: string | undefined
  readonly encrypted?: boolean | undefined
  readonly kmsKeyId?: string | undefined
  /** The role of IAM by which EC2 reads the bucket: `vmimport` unless given. */
  readonly roleName?: string | undefined
  /** The same import comes back for the same key. */
  readonly idempotencyKey?: string | undefined
}

const kinds: OptionKinds = {
  bucket: 'text',
  key: 'text',
  url: 'text',
  format: 'VMDK|VHD|RAW',
  description: 'text',
  encrypted: 'boolean',
  kmsKeyId: 'text',
  roleName: 'text',
  idempotencyKey: 'text',
}

/**
 * Begins to make a snapshot of a disk image. `registerImage` makes an image of it, when that is `completed`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportSnapshot.html
 */
export function importSnapshot(
  driver: Driver,
  options: ImportSnapshot,
  call?: CallOptions,
): Promise<Ec2SnapshotImport> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = toWire(options)
    const repeat = { class: 'token', field: 'ClientToken' } as const
    const request = { name: 'ImportSnapshot', repeat, parameters, answer: task }
    try {
      return toImport(await send(client, request, left))
    } catch (error) {
      throw keyed(error, parameters.ClientToken)
    }
  })
}

function toWire(options: ImportSnapshot) {
  checkOptions('importSnapshot', options, kinds)
  const { bucket, key, url, encrypted, kmsKeyId } = options
  const isWhole =
    url === undefined ? bucket !== undefined && key !== undefined : (bucket ?? key) === undefined
  if (!isWhole) throw invalid('Where the disk image is, is not clear', 'bucket and key, or url')
  if (kmsKeyId !== undefined && !encrypted)
    throw invalid('kmsKeyId is given and it is not encrypted', 'encrypted: true')
  return {
    DiskContainer: { Format: options.format, Url: url, UserBucket: { S3Bucket: bucket, S3Key: key } },
    Description: options.description,
    Encrypted: encrypted,
    KmsKeyId: kmsKeyId,
    RoleName: options.roleName,
    ClientToken: clientToken(options.idempotencyKey),
  }
}
