import { idOf } from './check.ts'
import { checkDriver } from './check-driver.ts'
import { checkState } from './check-node-query.ts'
import type { CertificateState, Certificates } from './contract/balancer-abilities.ts'
import type { CallOptions, Ref } from './contract/call.ts'
import type { ImageState } from './contract/compute.ts'
import type { Images } from './contract/images.ts'
import type { BalancerState, LoadBalancers } from './contract/load-balancers.ts'
import type { SnapshotState, Snapshots } from './contract/snapshots.ts'
import type { VolumeState, Volumes } from './contract/volumes.ts'
import { CloudError, isCloudError } from './errors.ts'
import { clockOf } from './wait-for-node.ts'
import { type WaitOptions, waitUntil } from './wait-until.ts'

const volumeStates: readonly VolumeState[] = [
  'creating',
  'available',
  'attaching',
  'attached',
  'detaching',
  'deleting',
  'deleted',
  'error',
  'unknown',
]
const snapshotStates: readonly SnapshotState[] = ['pending', 'available', 'deleting', 'error', 'unknown']
const imageStates: readonly ImageState[] = snapshotStates
const certificateStates: readonly CertificateState[] = ['pending', 'available', 'error', 'unknown']
const balancerStates: readonly BalancerState[] = [
  'creating',
  'active',
  'degraded',
  'deleting',
  'deleted',
  'error',
  'unknown',
]

/**
 * Waits until a volume is in a state; `failed` at once where it is in `error` or `deleted`, else as `waitForNode`. Waiting for `deleted`, it
 * resolves with the volume as last seen, in that state, when the provider does not know it any more.
 */
export async function waitForVolume<D extends Volumes>(
  driver: D,
  volume: Ref<'volume'>,
  state: VolumeState,
  options: WaitOptions = {},
): Promise<Awaited<ReturnType<D['getVolume']>>> {
  checkDriver('waitForVolume', driver, ['getVolume'])
  checkState(volumeStates, state)
  const id = idOf('volume', volume, 'volume')
  const look = (call: CallOptions) =>
    driver.getVolume(id, call) as Promise<Awaited<ReturnType<D['getVolume']>>>
  return waitForState(driver, { kind: 'volume', id, look }, state, options)
}

/** Waits until a snapshot is in a state; `failed` at once where it is in `error`, else as `waitForNode`. */
export async function waitForSnapshot<D extends Snapshots>(
  driver: D,
  snapshot: Ref<'snapshot'>,
  state: SnapshotState,
  options: WaitOptions = {},
): Promise<Awaited<ReturnType<D['getSnapshot']>>> {
  checkDriver('waitForSnapshot', driver, ['getSnapshot'])
  checkState(snapshotStates, state)
  const id = idOf('snapshot', snapshot, 'snapshot')
  const look = (call: CallOptions) =>
    driver.getSnapshot(id, call) as Promise<Awaited<ReturnType<D['getSnapshot']>>>
  return waitForState(driver, { kind: 'snapshot', id, look }, state, options)
}

/** Waits until an image is in a state; `failed` at once where it is in `error`, else as `waitForNode`. */
export async function waitForImage<D extends Images>(
  driver: D,
  image: Ref<'image'>,
  state: ImageState,
  options: WaitOptions = {},
): Promise<Awaited<ReturnType<D['getImage']>>> {
  checkDriver('waitForImage', driver, ['getImage'])
  checkState(imageStates, state)
  const id = idOf('image', image, 'image')
  const look = (call: CallOptions) => driver.getImage(id, call) as Promise<Awaited<ReturnType<D['getImage']>>>
  return waitForState(driver, { kind: 'image', id, look }, state, options)
}

/** Waits until a balancer is in a state; `failed` at once where it is in `error` or `deleted`, else as `waitForVolume`. */
export async function waitForBalancer<D extends LoadBalancers>(
  driver: D,
  balancer: Ref<'balancer'>,
  state: BalancerState,
  options: WaitOptions = {},
): Promise<Awaited<ReturnType<D['getBalancer']>>> {
  checkDriver('waitForBalancer', driver, ['getBalancer'])
  checkState(balancerStates, state)
  const id = idOf('balancer', balancer, 'balancer')
  const look = (call: CallOptions) =>
    driver.getBalancer(id, call) as Promise<Awaited<ReturnType<D['getBalancer']>>>
  return waitForState(driver, { kind: 'balancer', id, look }, state, options)
}

/** Waits until a certificate is in a state; `failed` at once where it is in `error`, else as `waitForNode`. */
export async function waitForCertificate<D extends Certificates>(
  driver: D,
  certificate: Ref<'certificate'>,
  state: CertificateState,
  options: WaitOptions = {},
): Promise<Awaited<ReturnType<D['getCertificate']>>> {
  checkDriver('waitForCertificate', driver, ['getCertificate'])
  checkState(certificateStates, state)
  const id = idOf('certificate', certificate, 'certificate')
  const look = (call: CallOptions) =>
    driver.getCertificate(id, call) as Promise<Awaited<ReturnType<D['getCertificate']>>>
  return waitForState(driver, { kind: 'certificate', id, look }, state, options)
}

interface Watched<T> {
  readonly kind: string
  readonly id: string
  readonly look: (call: CallOptions) => Promise<T>
}

/** How long what was just created may be unknown to the provider's other servers. */
const graceMs = 60_000
const hopeless: readonly (string | undefined)[] = ['error', 'deleted']

function waitForState<T extends { readonly state?: string }>(
  driver: object,
  { kind, id, look }: Watched<T>,
  state: string,
  options: WaitOptions,
): Promise<T> {
  const clock = clockOf(driver)
  const until = clock.elapsed() + graceMs
  let last: T | undefined
  const lookAgain = async (call: CallOptions): Promise<T> => {
    try {
      last = await look(call)
      return last
    } catch (error) {
      if (state !== 'deleted' || !last || !isCloudError(error, 'not-found')) throw error
      return { ...last, state }
    }
  }
  const done = (seen: T) => {
    if (seen.state === state) return true
    if (!hopeless.includes(seen.state)) return false
    throw new CloudError(`The ${kind} ${id} is in state ${seen.state} and will not be ${state}`, {
      code: 'failed',
      details: { id, state: seen.state },
    })
  }
  return waitUntil(
    {
      what: `${kind} ${id} to be ${state}`,
      look: lookAgain,
      done,
      describe: (seen) => `it is ${seen.state}`,
      notYet: (error) => error.code === 'not-found' && !last && clock.elapsed() < until,
    },
    options,
    clock,
  )
}
