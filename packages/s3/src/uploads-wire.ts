import type { MultipartUpload, Part } from '@cloud/core'
import { boolean, defined, flat, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type ChecksumsWire, checksumMembers, checksumsInXml } from './checksums-wire.ts'
import { quoted } from './etag.ts'
import { timeOf } from './objects-wire.ts'

export interface CreatedWire {
  readonly UploadId: string
}
export const created: XmlShape<CreatedWire> = object<CreatedWire>({ UploadId: required(text) })

export interface CompletedWire extends ChecksumsWire {
  readonly ETag: string
}
export const completed: XmlShape<CompletedWire> = object<CompletedWire>({
  ETag: required(text),
  ...checksumMembers,
})

interface PartWire extends ChecksumsWire {
  readonly PartNumber: number
  readonly ETag: string
  readonly Size: number
}
export interface PartsWire {
  readonly IsTruncated?: boolean
  readonly NextPartNumberMarker?: string
  readonly Part: readonly PartWire[]
}
export const parts: XmlShape<PartsWire> = object<PartsWire>({
  IsTruncated: boolean,
  NextPartNumberMarker: text,
  Part: flat(
    object<PartWire>({
      PartNumber: required(number),
      ETag: required(text),
      Size: required(number),
      ...checksumMembers,
    }),
  ),
})

export const toPart = ({ PartNumber, ETag, Size, ...sums }: PartWire): Part => ({
  partNumber: PartNumber,
  sizeBytes: Size,
  etag: quoted(ETag),
  checksums: checksumsInXml(sums),
})

interface UploadWire {
  readonly Key: string
  readonly UploadId: string
  readonly Initiated?: string
  readonly StorageClass?: string
}
export interface UploadsWire {
  readonly EncodingType?: string
  readonly IsTruncated?: boolean
  readonly NextKeyMarker?: string
  readonly NextUploadIdMarker?: string
  readonly Upload: readonly UploadWire[]
}
export const uploads: XmlShape<UploadsWire> = object<UploadsWire>({
  EncodingType: text,
  IsTruncated: boolean,
  NextKeyMarker: text,
  NextUploadIdMarker: text,
  Upload: flat(
    object<UploadWire>({
      Key: required(text),
      UploadId: required(text),
      Initiated: text,
      StorageClass: text,
    }),
  ),
})

export interface S3UploadNative {
  readonly storageClass?: string
}
export type S3Upload = MultipartUpload<S3UploadNative>

export const toUpload = (
  bucket: string,
  key: string,
  id: string,
  wire: Partial<UploadWire> = {},
): S3Upload => ({
  kind: 'upload',
  id,
  name: key,
  bucket,
  key,
  ...defined({ createdAt: wire.Initiated === undefined ? undefined : timeOf(wire.Initiated) }),
  native: defined({ storageClass: wire.StorageClass }),
})
