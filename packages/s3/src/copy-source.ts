import { encodeRfc3986 } from '@cloud/core/driver'
import { pathOf } from './address.ts'
import type { NamedVersion } from './get-object.ts'

/** The value of `x-amz-copy-source`. */
export const copySource = ({ bucket, key, versionId }: NamedVersion): string =>
  pathOf(bucket, key) + (versionId === undefined ? '' : `?versionId=${encodeRfc3986(versionId)}`)
