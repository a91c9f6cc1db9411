import type { CloudError, Ref } from '@cloud/core'
import { idOf, invalid } from '@cloud/core/driver'
import type { GceClient } from './client.ts'
import { isName } from './names.ts'
import { refusal } from './refusal.ts'

/** Ids go into paths: one that Compute Engine cannot have given names nothing, and is not sent. */
export const noSuch = (what: string, id: string): CloudError =>
  refusal('not-found', `There is no ${what} ${JSON.stringify(id)}`)

/** Where a thing is that has a zone or a region, and its name there. Its id is `zone/name` or `region/name`. */
export interface Place {
  readonly scope: 'zones' | 'regions'
  readonly location: string
  readonly name: string
}

const location = /^[a-z]+(-[a-z0-9]+)+$/

/** Regions end with a digit, as in `europe-west1`, and zones with a letter after that, as in `europe-west1-b`. */
export const scopeOf = (text: string): Place['scope'] => (/\d$/.test(text) ? 'regions' : 'zones')

/** The place that an id names. */
export function placeOf<K extends string>(what: string, ref: Ref<K>, kind: K): Place {
  const id = idOf(what, ref, kind)
  const [place = '', name = '', ...rest] = id.split('/')
  if (rest.length > 0 || !location.test(place) || place.length > 63 || !isName(name)) throw noSuch(what, id)
  return { scope: scopeOf(place), location: place, name }
}

/** The place of what has a zone. */
export function zonalOf<K extends string>(what: string, ref: Ref<K>, kind: K): Place {
  const place = placeOf(what, ref, kind)
  if (place.scope === 'zones') return place
  throw noSuch(what, idOfPlace(place))
}

/** The place of what has a region. */
export function regionalOf<K extends string>(what: string, ref: Ref<K>, kind: K): Place {
  const place = placeOf(what, ref, kind)
  if (place.scope === 'regions') return place
  throw noSuch(what, idOfPlace(place))
}

/** The name of what is global. */
export function globalOf<K extends string>(what: string, ref: Ref<K>, kind: K): string {
  const id = idOf(what, ref, kind)
  if (isName(id)) return id
  throw noSuch(what, id)
}

export const idOfPlace = ({ location, name }: Pick<Place, 'location' | 'name'>): string =>
  `${location}/${name}`

/** The segments of a path to a place. */
export const pathOfPlace = ({ scope, location, name }: Place, collection: string): readonly string[] => [
  scope,
  location,
  collection,
  name,
]

/** The last segment of a link: the name of what it leads to. */
export const nameIn = (link: string): string => link.slice(link.lastIndexOf('/') + 1)

/** The id of what a link leads to that has a zone or a region. */
export function idIn(link: string): string {
  const [, place = '', name = ''] = /(?:zones|regions)\/([^/]+)\/[^/]+\/([^/]+)$/.exec(link) ?? []
  return `${place}/${name}`
}

/** A zone that a call names, or the driver's own; `invalid` where there is neither. */
export function zoneOf(client: GceClient, ref: Ref<'location'> | undefined): string {
  const zone = locationOf(client, ref)
  if (scopeOf(zone) === 'zones' && location.test(zone)) return zone
  throw noSuch('location', zone)
}

/** A zone or a region that a call names, or the driver's own zone; `invalid` where there is neither. */
export function locationOf(client: GceClient, ref: Ref<'location'> | undefined): string {
  const given = ref === undefined ? client.zone : idOf('location', ref, 'location')
  if (given === undefined) throw invalid('There is no location', 'location in the call, or the option zone')
  if (location.test(given)) return given
  throw noSuch('location', given)
}

/** The region of a zone, or the region itself. */
export const regionIn = (place: string): string =>
  scopeOf(place) === 'regions' ? place : place.slice(0, place.lastIndexOf('-'))
