import type { Gce } from './cloud.ts'
import { newFingerprint } from './fingerprint.ts'
import type { Wire } from './json.ts'
import { invalidField } from './refusal.ts'

export interface MetadataInput {
  readonly fingerprint?: string
  readonly items?: readonly { readonly key?: string; readonly value?: string }[]
}

const mostBytes = 512 * 1_024
const mostValueBytes = 256 * 1_024

/** Throws a `Refusal` for metadata that neither an instance nor a project can have. */
export function checkMetadata({ items = [] }: MetadataInput): void {
  const keys = new Set<string>()
  let bytes = 0
  for (const { key = '', value = '' } of items) {
    if (!/^[a-zA-Z0-9-_]{1,128}$/.test(key))
      throw invalidField('metadata.items', key, "Must be a match of regex '[a-zA-Z0-9-_]{1,128}'")
    if (keys.has(key)) throw invalidField('metadata', key, `Metadata has duplicate key: ${key}`)
    keys.add(key)
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value)
    if (Buffer.byteLength(value) > mostValueBytes)
      throw invalidField(
        'metadata.items',
        key,
        `Value for key '${key}' is too large: maximum size ${mostValueBytes} character(s)`,
      )
  }
  if (bytes > mostBytes)
    throw invalidField('metadata', '', `Metadata is too large: maximum size ${mostBytes} character(s)`)
}

export const metadataWire = (cloud: Gce, { items = [] }: MetadataInput): Wire => ({
  kind: 'compute#metadata',
  fingerprint: newFingerprint(cloud),
  ...(items.length > 0 && { items: items.map(({ key, value }) => ({ key, value: value ?? '' })) }),
})

/** What a wire of metadata says by key. */
export const valuesOf = (metadata: unknown): ReadonlyMap<string, string> =>
  new Map(
    ((metadata as MetadataInput | undefined)?.items ?? []).map(({ key = '', value = '' }) => [key, value]),
  )
