import type { CallOptions } from '@cloud/core'
import { CloudError, changed, invalid, isCloudError, waitUntil } from '@cloud/core/driver'
import { type GoogleClient, send } from './client.ts'
import { codeOf, isMomentary } from './errors.ts'

/** What the API does after it has answered: zonal, regional or global. https://cloud.google.com/compute/docs/reference/rest/v1/zoneOperations */
export interface OperationWire {
  readonly name: string
  readonly selfLink: string
  readonly operationType: string
  readonly status: 'PENDING' | 'RUNNING' | 'DONE' | (string & {})
  readonly targetLink?: string
  readonly targetId?: string
  readonly progress?: number
  readonly insertTime?: string
  readonly endTime?: string
  readonly httpErrorStatusCode?: number
  readonly httpErrorMessage?: string
  readonly error?: { readonly errors?: readonly OperationErrorWire[] }
  readonly warnings?: readonly { readonly code?: string; readonly message?: string }[]
}

interface OperationErrorWire {
  readonly code?: string
  readonly message?: string
}

/** Its handle: text that names it to any client, as long as the API remembers it, which is some weeks. */
export function handleOf({ selfLink }: Pick<OperationWire, 'selfLink'>): string {
  const handle = /projects\/[^?]*$/.exec(selfLink)?.[0]
  if (handle === undefined) throw new CloudError('An operation has no link', { code: 'protocol' })
  return handle
}

const form = /^projects\/[^/?#%]+\/((zones|regions)\/[a-z0-9-]+|global)\/operations\/[a-z0-9.-]+$/

/** `invalid` for what no operation has as its handle. */
export function checkHandle(handle: unknown): string {
  if (typeof handle === 'string' && form.test(handle) && !handle.includes('..')) return handle
  throw invalid('That is no handle of an operation', 'as native.operation or details.operation tells it')
}

export interface Awaited {
  /** Where the API's paths begin, as in `/compute/v1`. */
  readonly root: string
  readonly handle: string
  /** What was asked for, for errors: the name of the method. */
  readonly name: string
}

/**
 * Resolves with the operation when it has succeeded; a failure of it rejects with our code for its own. It is looked at rather than
 * waited for with the API's `wait`, which holds its answer back for up to two minutes: longer than a connection may be silent. A wait that
 * ends early leaves the operation running: the outcome is `unknown`, and `details.operation` its handle.
 */
export async function waitForOperation(
  client: GoogleClient,
  { root, handle, name }: Awaited,
  call: CallOptions,
  seen?: OperationWire,
): Promise<OperationWire> {
  if (seen?.status === 'DONE') return succeeded(client, seen, name)
  const wait = {
    what: `the operation of ${name}`,
    look: (left: CallOptions) => getOperation(client, { root, handle }, left),
    done: ({ status }: OperationWire) => status === 'DONE',
    describe: ({ status, progress = 0 }: OperationWire) => `it is ${status}, ${progress} %`,
  }
  let last: OperationWire
  try {
    last = await waitUntil(wait, call, client.clock)
  } catch (error) {
    if (!isCloudError(error)) throw error
    const details = { ...error.details, operation: handle }
    throw changed(error, { outcome: 'unknown', operation: name, provider: client.provider, details })
  }
  return succeeded(client, last, name)
}

/** An operation as it is now. `not-found` for one that the API does not remember. */
export function getOperation(
  client: GoogleClient,
  { root, handle }: Pick<Awaited, 'root' | 'handle'>,
  call?: CallOptions,
): Promise<OperationWire> {
  const [api, scope] = [root.split('/')[1], /\/(zone|region|global)/.exec(handle)?.[1]]
  const name = `${api}.${scope}Operations.get`
  return send(client, { name, repeat: { class: 'read' }, method: 'GET', path: `${root}/${handle}` }, call)
}

function succeeded(client: GoogleClient, wire: OperationWire, name: string): OperationWire {
  const [first] = wire.error?.errors ?? []
  if (wire.error === undefined && wire.httpErrorStatusCode === undefined) return wire
  const { code: providerCode, message = wire.httpErrorMessage ?? 'The operation failed' } = first ?? {}
  const code = codeOf(providerCode) ?? codeOf(wire.httpErrorMessage?.replaceAll(' ', '')) ?? 'failed'
  throw new CloudError(providerCode === undefined ? message : `${message} (${providerCode})`, {
    ...{ code, provider: client.provider, operation: name, providerCode, status: wire.httpErrorStatusCode },
    // It ran and failed: what it was to make is not there, or not changed; only a server that failed may have failed after that.
    outcome: code === 'unavailable' ? 'unknown' : 'not-applied',
    retryable: isMomentary(providerCode) || ['capacity', 'unavailable', 'rate-limited'].includes(code),
    details: { operation: handleOf(wire), errors: wire.error?.errors ?? [] },
  })
}
