import type { CloudError, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import { refusal } from './refusal.ts'

/** Ids go into paths: one that DigitalOcean cannot have given names nothing, and is not sent. */
export const noSuch = (what: string, id: string): CloudError =>
  refusal('not-found', `There is no ${what} ${JSON.stringify(id)}`)

/** The id of a thing that DigitalOcean names by a UUID. */
export function uuidOf<K extends string>(what: string, ref: Ref<K>, kind: K): string {
  const id = idOf(what, ref, kind)
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id
  throw noSuch(what, id)
}

/** The id of a thing that DigitalOcean numbers. */
export function numberOf<K extends string>(what: string, ref: Ref<K>, kind: K): string {
  const id = idOf(what, ref, kind)
  if (/^\d{1,15}$/.test(id)) return id
  throw noSuch(what, id)
}
