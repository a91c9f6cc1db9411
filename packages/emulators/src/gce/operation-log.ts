import type { Clock } from '../clock.ts'
import type { Json } from './json.ts'
import { linkTo } from './links.ts'
import { notReady } from './refusal.ts'
import { placeWire } from './resource.ts'
import type { Scope } from './scope.ts'
import { timeText } from './time.ts'

/** What an operation ends with when what it began did not succeed. */
export class OperationFailure extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = 'OperationFailure'
    this.code = code
    this.status = status
  }
}

/** A change that takes its time: what the API answers to a request that changes something. */
export interface PendingOperation {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly type: string
  /** Path of what is changed, from `projects/` on. */
  readonly target: string
  readonly targetId: string
  readonly clientId: string | undefined
  readonly startedAt: number
  readonly ms: number
  endedAt: number | undefined
  failure: OperationFailure | undefined
  readonly ended: Promise<void>
}

export interface Begin {
  readonly scope: Scope
  /** As the API spells it: `insert`, `delete`, `setLabels`. */
  readonly type: string
  readonly target: { readonly path: string; readonly id: string }
  readonly ms: number
  /** Another operation on the target is refused until this one ends. */
  readonly locks?: boolean | undefined
  /** Takes effect at once. */
  readonly start?: (() => void) | undefined
  /** Takes effect at the end; what it throws is how the operation fails. */
  readonly finish?: (() => void) | undefined
  /** Undoes what was begun, when the operation fails. */
  readonly abort?: (() => void) | undefined
}

export interface OperationLog {
  /** Throws a `Refusal` where the target is locked. */
  readonly begin: (what: Begin) => PendingOperation
  /** Throws a `Refusal` while an operation that locks the target is under way. */
  readonly checkFree: (path: string) => void
  /** Runs `judge`, and lets the operations that begin meanwhile fail, without an effect. */
  readonly failing: <T>(judge: () => T) => T
  readonly find: (scope: Scope, nameOrId: string) => PendingOperation | undefined
  readonly remove: (operation: PendingOperation) => void
  readonly list: () => readonly PendingOperation[]
}

interface Parts {
  readonly clock: Clock
  readonly newId: () => string
  readonly hex: (length: number) => string
}

const internalError = () =>
  new OperationFailure('INTERNAL_ERROR', 'Internal error. Please try again or contact Google Support.', 503)

export function createOperationLog({ clock, newId, hex }: Parts): OperationLog {
  const operations = new Map<string, PendingOperation>()
  const locked = new Map<string, number>()
  let fails = false
  const checkFree = (path: string) => {
    if (locked.has(path)) throw notReady(path)
  }
  const lock = (path: string, by: number) => {
    const count = (locked.get(path) ?? 0) + by
    if (count > 0) locked.set(path, count)
    else locked.delete(path)
  }
  return {
    checkFree,
    begin: ({ scope, type, target, ms, locks = false, start, finish, abort }) => {
      const { path } = target
      if (locks) checkFree(path)
      let tell = () => {}
      const operation: PendingOperation = {
        id: newId(),
        name: `operation-${clock.now()}-${hex(13)}-${hex(8)}-${hex(8)}`,
        scope,
        type,
        target: path,
        targetId: target.id,
        clientId: undefined,
        startedAt: clock.now(),
        ms,
        endedAt: undefined,
        failure: fails ? internalError() : undefined,
        ended: new Promise((resolve) => {
          tell = resolve
        }),
      }
      operations.set(operation.name, operation)
      if (!operation.failure) start?.()
      if (locks) lock(path, 1)
      clock.after(ms, () => {
        if (locks) lock(path, -1)
        if (!operation.failure) operation.failure = failureOf(finish)
        if (operation.failure) abort?.()
        operation.endedAt = clock.now()
        tell()
      })
      return operation
    },
    failing: (judge) => {
      fails = true
      try {
        return judge()
      } finally {
        fails = false
      }
    },
    find: (scope, nameOrId) => {
      const named = operations.get(nameOrId) ?? [...operations.values()].find(({ id }) => id === nameOrId)
      return named?.scope === scope ? named : undefined
    },
    remove: ({ name }) => operations.delete(name),
    list: () => [...operations.values()],
  }
}

/** What an operation wanted may be gone when its time comes. */
function failureOf(finish: (() => void) | undefined): OperationFailure | undefined {
  try {
    finish?.()
    return undefined
  } catch (error) {
    if (error instanceof OperationFailure) return error
    return new OperationFailure('RESOURCE_OPERATION_RATE_EXCEEDED', String(error))
  }
}

/** The words that the API has for statuses of operations that failed. */
const statusWords: Readonly<Record<number, string>> = {
  400: 'BAD REQUEST',
  403: 'FORBIDDEN',
  404: 'NOT FOUND',
  409: 'CONFLICT',
  412: 'PRECONDITION FAILED',
  503: 'SERVICE UNAVAILABLE',
}

export function statusOf(
  { endedAt, startedAt, ms }: PendingOperation,
  now: number,
): 'PENDING' | 'RUNNING' | 'DONE' {
  if (endedAt !== undefined) return 'DONE'
  return now - startedAt < ms / 5 ? 'PENDING' : 'RUNNING'
}

interface View {
  readonly project: string
  readonly user: string
  readonly now: number
}

export function operationWire(operation: PendingOperation, { project, user, now }: View): Json {
  const { id, name, scope, type, target, targetId, startedAt, endedAt, failure } = operation
  const status = statusOf(operation, now)
  const path = `projects/${project}/${scope}/operations/${name}`
  return {
    kind: 'compute#operation',
    id,
    name,
    ...placeWire(scope, path),
    operationType: type,
    targetLink: linkTo(target),
    targetId,
    status,
    user,
    progress: status === 'DONE' ? 100 : 0,
    insertTime: timeText(startedAt),
    ...(status !== 'PENDING' && { startTime: timeText(startedAt) }),
    ...(endedAt !== undefined && { endTime: timeText(endedAt) }),
    ...(status === 'DONE' && failure && failureWire(failure)),
    selfLink: linkTo(path),
  }
}

const failureWire = ({ code, message, status }: OperationFailure) => ({
  error: { errors: [{ code, message }] },
  httpErrorStatusCode: status,
  httpErrorMessage: statusWords[status] ?? 'BAD REQUEST',
})
