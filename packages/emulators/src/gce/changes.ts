import type { Gce } from './cloud.ts'
import type { Json } from './json.ts'
import type { Call } from './operation.ts'
import { type Begin, operationWire, type PendingOperation } from './operation-log.ts'
import type { Resource } from './resource.ts'
import { removeResource } from './store.ts'

/** Where nothing else is said, an operation is of the resource's scope, on the resource. */
type Change = Partial<Begin>

/** An operation as the API shows it at the moment. */
export const shownOperation = ({ project, account, centre }: Gce, operation: PendingOperation): Json =>
  operationWire(operation, { project, user: account.email, now: centre.clock.now() })

const typeOf = ({ route }: Pick<Call, 'route'>): string => route.operation.split('.').at(-1) ?? ''

/** Begins an operation on a resource, of the type that the request's own id has, and answers with it. */
export function begin(cloud: Gce, call: Pick<Call, 'route'>, target: Resource, change: Change = {}): Json {
  const { ms = cloud.centre.times.actionMs, type = typeOf(call), ...effects } = change
  const operation = cloud.operations.begin({ scope: target.scope, target, type, ms, ...effects })
  return shownOperation(cloud, operation)
}

/** Begins the operation that makes a resource, which was added already: it is ready at the end, and gone where the operation fails. */
export const beginInsert = (
  cloud: Gce,
  call: Pick<Call, 'route'>,
  target: Resource,
  change: Change = {},
): Json =>
  begin(cloud, call, target, {
    type: 'insert',
    ...change,
    finish: () => {
      change.finish?.()
      target.ready = true
    },
    abort: () => {
      change.abort?.()
      removeResource(cloud, target)
    },
  })

/** Begins the operation that deletes a resource, which is shown until the end and can no longer be used. */
export const beginDelete = (
  cloud: Gce,
  call: Pick<Call, 'route'>,
  target: Resource,
  change: Change = {},
): Json =>
  begin(cloud, call, target, {
    type: 'delete',
    locks: true,
    ...change,
    finish: () => {
      change.finish?.()
      removeResource(cloud, target)
    },
  })
