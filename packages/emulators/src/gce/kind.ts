import { begin, beginDelete, beginInsert } from './changes.ts'
import type { Gce } from './cloud.ts'
import { checkFingerprint, newFingerprint } from './fingerprint.ts'
import { isMembers, type Json, type Wire } from './json.ts'
import { checkLabels, type Labels } from './labels.ts'
import { linkTo } from './links.ts'
import { type Call, type Operation, operation } from './operation.ts'
import { requiredField } from './refusal.ts'
import type { Resource } from './resource.ts'
import { addResource, checkNew, readyTarget, referred } from './store.ts'
import { checkUnused } from './usage.ts'

/** A kind of resource that is what its request says it is: how a request is judged, and what it is beside what was said. */
export interface Kind {
  readonly collection: string
  /** Members that must be there. */
  readonly required?: readonly string[]
  /** By the path of a member, such as `backends.group`, the collections that its link, or each of its links, may lead to. */
  readonly links?: Readonly<Record<string, readonly string[]>>
  /** It has a fingerprint, which changes have to name. */
  readonly fingerprint?: boolean
  readonly labels?: boolean
  /** Throws a `Refusal` for what does not go together; `wire` is what the resource would be. */
  readonly check?: (cloud: Gce, wire: Wire, call: Pick<Call, 'place'>) => void
  /** Members that a request leaves out. */
  readonly defaults?: (cloud: Gce, body: Wire, call: Pick<Call, 'place'>) => Wire
  /** Called when it has been made, and with its wire before and after a change, and when it is gone. */
  readonly made?: (cloud: Gce, resource: Resource) => void
  readonly gone?: (cloud: Gce, resource: Resource) => void
  /** Throws a `Refusal` where it cannot be deleted; by default while another resource refers to it. */
  readonly checkDelete?: (cloud: Gce, resource: Resource) => void
}

/** Members that the API writes itself, whatever a request says. */
const own = new Set(['kind', 'id', 'creationTimestamp', 'selfLink', 'name', 'zone', 'region', 'users'])

const given = (body: Wire): Wire =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !own.has(name)))

/** Whole links in the place of links of any form. Throws a `Refusal` for one that leads nowhere. */
function resolved(
  cloud: Gce,
  value: Json,
  path: readonly string[],
  collections: readonly string[],
  field: string,
): Json {
  const [name, ...rest] = path
  if (value === undefined) return undefined
  if (Array.isArray(value))
    return value.map((item: Json, index) => resolved(cloud, item, path, collections, `${field}[${index}]`))
  if (name === undefined)
    return value === '' ? value : linkTo(referred(cloud, field, String(value), ...collections).path)
  if (!isMembers(value)) return value
  const members = value as Readonly<Record<string, Json>>
  if (members[name] === undefined) return value
  return {
    ...members,
    [name]: resolved(cloud, members[name], rest, collections, field ? `${field}.${name}` : name),
  }
}

function judged(cloud: Gce, call: Pick<Call, 'place'>, kind: Kind, wire: Wire): Wire {
  for (const field of kind.required ?? []) if (wire[field] === undefined) throw requiredField(field)
  if (kind.labels) checkLabels(wire.labels as Labels | undefined)
  const linked = Object.entries(kind.links ?? {}).reduce<Json>(
    (all, [path, collections]) => resolved(cloud, all, path.split('.'), collections, ''),
    wire,
  ) as Wire
  kind.check?.(cloud, linked, call)
  return linked
}

export const insertOf = (kind: Kind): Operation =>
  operation<Wire>((cloud, call) => {
    const { scope, collection } = call.place
    const name = checkNew(
      cloud,
      scope,
      collection,
      call.body.name === undefined ? undefined : String(call.body.name),
    )
    const body = given(call.body)
    const whole = { ...kind.defaults?.(cloud, { ...body, name }, call), ...body }
    const wire = judged(cloud, call, kind, whole)
    if (kind.fingerprint) wire.fingerprint = newFingerprint(cloud)
    if (kind.labels) wire.labelFingerprint = newFingerprint(cloud)
    const resource = addResource(cloud, { collection, scope, name, wire })
    return beginInsert(cloud, call, resource, {
      start: () => kind.made?.(cloud, resource),
      abort: () => kind.gone?.(cloud, resource),
    })
  })

export const deleteOf = (kind: Kind): Operation =>
  operation((cloud, call) => {
    const resource = readyTarget(cloud, call)
    const check = kind.checkDelete ?? checkUnused
    check(cloud, resource)
    return beginDelete(cloud, call, resource, { finish: () => kind.gone?.(cloud, resource) })
  })

/** Members of members are put together in a patch, lists are not. */
function patched(before: Json, change: Json): Json {
  if (!isMembers(before) || !isMembers(change)) return change
  const was = before as Readonly<Record<string, Json>>
  const now = change as Readonly<Record<string, Json>>
  return {
    ...was,
    ...Object.fromEntries(Object.entries(now).map(([name, member]) => [name, patched(was[name], member)])),
  }
}

function changeOf(
  kind: Kind,
  merge: (before: Wire, body: Wire, cloud: Gce, call: Call<Wire>) => Wire,
): Operation {
  return operation<Wire>((cloud, call) => {
    const resource = readyTarget(cloud, call)
    const { fingerprint } = call.body
    if (kind.fingerprint)
      checkFingerprint(
        fingerprint === undefined ? undefined : String(fingerprint),
        resource.wire.fingerprint,
        'resource',
      )
    const wire = judged(cloud, call, kind, merge(resource.wire, given(call.body), cloud, call))
    return begin(cloud, call, resource, {
      locks: true,
      start: () => {
        for (const name of Object.keys(resource.wire)) delete resource.wire[name]
        Object.assign(resource.wire, wire, kind.fingerprint && { fingerprint: newFingerprint(cloud) })
      },
    })
  })
}

/** `patch`: what the request leaves out stays as it is. */
export const patchOf = (kind: Kind): Operation =>
  changeOf(kind, (before, body) => patched(before, body) as Wire)

/** `update`: what the request leaves out is as in a new resource. */
export const updateOf = (kind: Kind): Operation =>
  changeOf(kind, (before, body, cloud, call) => ({
    ...(before.labelFingerprint !== undefined && {
      labels: before.labels,
      labelFingerprint: before.labelFingerprint,
    }),
    ...kind.defaults?.(cloud, body, call),
    ...body,
  }))

/** An operation that puts one member of the request's body, or what `wire` makes of it, in place. */
export const setterOf = (kind: Kind, wire: (body: Wire, resource: Resource, cloud: Gce) => Wire): Operation =>
  operation<Wire>((cloud, call) => {
    const resource = readyTarget(cloud, call)
    const next = judged(cloud, call, kind, { ...resource.wire, ...wire(call.body, resource, cloud) })
    return begin(cloud, call, resource, {
      start: () => {
        Object.assign(resource.wire, next, kind.fingerprint && { fingerprint: newFingerprint(cloud) })
      },
    })
  })
