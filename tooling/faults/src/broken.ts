import { isCloudError, type Transport } from '@cloud/core'
import { changed, type Operation } from '@cloud/core/driver'
import { withCalls } from './calls.ts'
import { digitalocean } from './digitalocean/entry.ts'
import { ec2 } from './ec2/entry.ts'
import type { DriverEntry } from './operation.ts'

/** A driver with one mistake, and the cell that shows it. */
export interface Broken {
  readonly mistake: string
  readonly entry: DriverEntry
  readonly operation: string
  readonly fault: string
  /** What the judge must say of it. */
  readonly caught: RegExp
}

/** The operation declared as one that may be repeated at will. */
const declaredIdempotent = <T>(operation: Operation<T>, name: string): Operation<T> =>
  operation.name === name ? { ...operation, repeat: { class: 'idempotent' } } : operation

const declaredWrong = <D extends object>(entry: DriverEntry<D>, name: string): DriverEntry<D> => ({
  ...entry,
  connect: (local, options) =>
    withCalls(
      entry.connect(local, options),
      (call) => (operation, limits) => call(declaredIdempotent(operation, name), limits),
    ),
})

/** The operation whose looks that failed are taken for looks that found nothing. */
function seeingNothing<T>(operation: Operation<T>, name: string): Operation<T> {
  const { repeat } = operation
  if (operation.name !== name || !('effect' in repeat)) return operation
  const effect: typeof repeat.effect = async (context, clock) => {
    const found = await repeat.effect(context, clock)
    return found === 'open' ? 'none' : found
  }
  return { ...operation, repeat: { ...repeat, effect } }
}

const blind: typeof digitalocean = {
  ...digitalocean,
  connect: (local, options) =>
    withCalls(
      digitalocean.connect(local, options),
      (call) => (operation, limits) => call(seeingNothing(operation, 'droplets_create'), limits),
    ),
}

const withTransport = <D extends object>(
  entry: DriverEntry<D>,
  wrap: (transport: Transport) => Transport['send'],
): DriverEntry<D> => ({
  ...entry,
  connect: (local, options) => {
    const { transport } = options
    return entry.connect(local, { ...options, transport: { ...transport, send: wrap(transport) } })
  },
})

const createsAgain: typeof ec2 = {
  ...ec2,
  connect: (local, options) => {
    const driver = ec2.connect(local, options)
    return {
      ...driver,
      createNode: (wanted, call) =>
        driver.createNode(wanted, call).catch(() => driver.createNode(wanted, call)),
    }
  },
}

const swallows503: typeof ec2 = {
  ...ec2,
  connect: (local, options) => {
    const driver = ec2.connect(local, options)
    return {
      ...driver,
      destroyNode: (node, call) =>
        driver.destroyNode(node, call).catch((error: unknown) => {
          if (!isCloudError(error, 'unavailable')) throw error
        }),
    }
  },
}

const deniesEffects: typeof ec2 = {
  ...ec2,
  connect: (local, options) => {
    const driver = ec2.connect(local, options)
    return {
      ...driver,
      rebootNode: (node, call) =>
        driver.rebootNode(node, call).catch((error: unknown) => {
          throw isCloudError(error) ? changed(error, { outcome: 'not-applied' }) : error
        }),
    }
  },
}

const forgetsRetryAfter = withTransport(ec2, ({ send }) => async (request, options) => {
  const reply = await send(request, options)
  const { 'retry-after': _, ...headers } = reply.headers
  return { ...reply, headers }
})

/** What a general HTTP client with retries of its own does under a driver. */
const sendsTwice = withTransport(
  digitalocean,
  ({ send }) =>
    (request, options) =>
      send(request, options).catch(() => send(request, options)),
)

const knowsNoDeadline: typeof ec2 = {
  ...ec2,
  connect: (local, options) => ec2.connect(local, { ...options, timeoutMs: options.timeoutMs * 2 }),
}

const givesUp: typeof digitalocean = {
  ...digitalocean,
  connect: (local, options) =>
    withCalls(
      digitalocean.connect(local, options),
      (call) => (operation, limits) => call({ ...operation, repeat: { class: 'once' } }, limits),
    ),
}

/** Every mistake that the matrix must not let pass. */
export const broken: readonly Broken[] = [
  {
    mistake: 'creates again under another token when all its tries were lost',
    entry: createsAgain,
    operation: 'createNode',
    fault: 'reset-before-reply, for good',
    caught: /^What exists differs by \[.*\+node,\+node,.*expected: \[\+networkInterface,\+node,/,
  },
  {
    mistake: 'repeats a create that has no token without looking for its effect',
    entry: declaredWrong(digitalocean, 'droplets_create'),
    operation: 'createNode',
    fault: 'reset-before-reply',
    caught: /^What exists differs by \[\+droplet,\+droplet,/,
  },
  {
    mistake: 'takes a look that failed for one that found nothing',
    entry: blind,
    operation: 'createNode',
    fault: 'reset-before-reply, then every look 503',
    caught: /^What exists differs by \[\+droplet,\+droplet,/,
  },
  {
    mistake: 'repeats what takes effect each time',
    entry: declaredWrong(ec2, 'RebootInstances'),
    operation: 'rebootNode',
    fault: 'status-after 502',
    caught: /^It took effect 2 times; expected: 1/,
  },
  {
    mistake: 'takes a 503 for success',
    entry: swallows503,
    operation: 'destroyNode',
    fault: 'status 503, for good',
    caught: /^It resolves; expected: rejects with unavailable, unknown/,
  },
  {
    mistake: 'says that nothing happened where it cannot know',
    entry: deniesEffects,
    operation: 'rebootNode',
    fault: 'reset-before-reply',
    caught: /^It rejects with network, not-applied; expected: rejects with network, unknown/,
  },
  {
    mistake: 'sends again before the time that it was asked to wait',
    entry: forgetsRetryAfter,
    operation: 'getNode',
    fault: 'status 429, Retry-After seconds',
    caught: /^It was sent again after [\d.]+ ms; it was asked to wait 2000 ms/,
  },
  {
    mistake: 'sits on a transport that repeats by itself',
    entry: sendsTwice,
    operation: 'createAddress',
    fault: 'reset-before-reply',
    caught: /^What exists differs by \[\+reservedIp,\+reservedIp\]/,
  },
  {
    mistake: 'repeats behind the back of its trace',
    entry: sendsTwice,
    operation: 'getNode',
    fault: 'reset-after-request',
    caught: /^1 requests went out that the trace does not tell/,
  },
  {
    mistake: 'takes more time than it was given',
    entry: knowsNoDeadline,
    operation: 'getNode',
    fault: 'stalled-first-byte',
    caught: /^It took 30000 ms; it had 15000 ms/,
  },
  {
    mistake: 'gives up what it could have repeated',
    entry: givesUp,
    operation: 'getNode',
    fault: 'reset-mid-body',
    caught: /^It rejects with network, unknown; expected: resolves/,
  },
]
