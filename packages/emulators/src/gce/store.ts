import type { OperatingSystem } from '../machines/machine.ts'
import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { pathIn } from './links.ts'
import type { Call } from './operation.ts'
import { checkRoom } from './quotas.ts'
import { alreadyExists, invalidField, notFound, notReady, requiredField } from './refusal.ts'
import type { Resource } from './resource.ts'
import type { Scope } from './scope.ts'
import { isVisible } from './visibility.ts'

export const pathTo = ({ project }: Gce, scope: Scope, collection: string, name: string): string =>
  `projects/${project}/${scope}/${collection}/${name}`

/** The resource that a path names, or what is shown of it at the moment. Throws a `Refusal` where there is none. */
export function existingAt(cloud: Gce, path: string): Resource {
  const found = cloud.resources.get(path)
  if (!found || !isVisible(cloud, found)) throw notFound(path)
  return found
}

/** By name or by number. */
export function existing(cloud: Gce, scope: Scope, collection: string, name: string): Resource {
  const path = pathTo(cloud, scope, collection, name)
  const found =
    cloud.resources.get(path) ?? (/^\d+$/.test(name) ? numbered(cloud, scope, collection, name) : undefined)
  return existingAt(cloud, found?.path ?? path)
}

const numbered = (cloud: Gce, scope: Scope, collection: string, id: string): Resource | undefined =>
  resourcesOf(cloud, collection, scope).find((one) => one.id === id)

/** The resource that the request's path names. */
export function target(cloud: Gce, { place, path }: Pick<Call, 'place' | 'path'>): Resource {
  if (path.project !== undefined && path.project !== cloud.project && path.project !== cloud.projectNumber)
    return existingAt(cloud, `projects/${path.project}/${place.scope}/${place.collection}/${place.name}`)
  return existing(cloud, place.scope, place.collection, place.name)
}

/** One that can be changed: the operation that makes it has ended. */
export function readyTarget(cloud: Gce, call: Pick<Call, 'place' | 'path'>): Resource {
  const found = target(cloud, call)
  if (!found.ready) throw notReady(found.path)
  return found
}

/** The project's own, in the order of creation; of one scope, or of all. */
export const resourcesOf = (
  { resources, project }: Gce,
  collection: string,
  scope?: Scope,
): readonly Resource[] =>
  [...resources.values()].filter(
    (one) =>
      one.collection === collection &&
      (scope === undefined || one.scope === scope) &&
      one.path.startsWith(`projects/${project}/`),
  )

export interface NewResource {
  readonly collection: string
  readonly scope: Scope
  readonly name: string
  readonly wire: Wire
  readonly os?: OperatingSystem | undefined
}

/** `compute#targetHttpProxy` of `targetHttpProxies`. */
const kindOf = (collection: string): string =>
  `compute#${collection
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/([^s])s$/, '$1')}`

/** Throws a `Refusal` for a name that is missing, malformed or taken, and where the project may have no more. */
export function checkNew(cloud: Gce, scope: Scope, collection: string, name: string | undefined): string {
  checkName(name)
  const path = pathTo(cloud, scope, collection, name)
  if (cloud.resources.has(path)) throw alreadyExists(path)
  checkRoom(cloud, collection, scope)
  return name
}

const nameRule = '[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?'

export function checkName(name: string | undefined, field = 'name'): asserts name is string {
  if (name === undefined || name === '') throw requiredField(field)
  if (!new RegExp(`^${nameRule}$`).test(name))
    throw invalidField(field, name, `Must be a match of regex '(?:${nameRule})'`)
}

/** Not yet ready: the operation that makes it says when. */
export function addResource(cloud: Gce, { collection, scope, name, wire, os }: NewResource): Resource {
  const resource: Resource = {
    collection,
    scope,
    name,
    id: cloud.newId(),
    kind: kindOf(collection),
    createdAt: cloud.centre.clock.now(),
    path: pathTo(cloud, scope, collection, name),
    wire,
    os,
    ready: false,
  }
  cloud.resources.set(resource.path, resource)
  return resource
}

export const removeResource = ({ resources }: Gce, { path }: Resource): void => {
  resources.delete(path)
}

/**
 * The resource that a member of the body names by a link of any form. Throws a `Refusal` where the link is malformed or of another
 * collection, and where the resource is missing or not yet ready.
 */
export function referred(
  cloud: Gce,
  field: string,
  link: string | undefined,
  ...collections: readonly string[]
): Resource {
  if (link === undefined || link === '') throw requiredField(field)
  const path = pathIn(link, cloud.project)
  const own = path?.split('/').at(-2) ?? ''
  if (path === undefined) throw invalidField(field, link, 'The URL is malformed.')
  if (!collections.includes(own))
    throw invalidField(field, link, `The URL is of ${own}, not of ${collections.join(' or ')}.`)
  const found = cloud.resources.get(path)
  if (!found) throw invalidField(field, link, `The referenced ${nounOf(own)} resource cannot be found.`)
  if (!found.ready) throw notReady(path)
  return found
}

/** `network` of `networks`. */
export const nounOf = (collection: string): string => kindOf(collection).slice('compute#'.length)
