import { type Call, wholeParameter } from '../call.ts'
import type { S3 } from '../cloud.ts'
import { invalidArgument } from '../refusal.ts'

/** What every list of keys is asked for. */
export interface ListQuery {
  readonly prefix: string
  readonly delimiter: string
  /** How many were asked for, and how many are given. */
  readonly asked: number
  readonly most: number
  /** Keys as this list writes them. */
  readonly shown: (key: string) => string
  readonly encodingType: string | undefined
}

export function listQuery(s3: S3, { query }: Call, countName = 'max-keys'): ListQuery {
  const encodingType = query.get('encoding-type')
  if (encodingType !== undefined && encodingType !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType)
  const asked = wholeParameter(query.get(countName), countName, { fallback: 1_000, most: 1_000 })
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    asked,
    most: Math.min(asked, s3.pageSize),
    shown: encodingType === 'url' ? urlEncoded : (key) => key,
    encodingType,
  }
}

/** Slashes are left; everything else is as in a form, where a space is a plus sign. */
const urlEncoded = (key: string): string =>
  encodeURIComponent(key)
    .replace(/%20/g, '+')
    .replace(/%2F/g, '/')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/** A part of an answer that is left out where it was not asked for. */
export const given = (value: string, shown: (key: string) => string): string | undefined =>
  value === '' ? undefined : shown(value)
