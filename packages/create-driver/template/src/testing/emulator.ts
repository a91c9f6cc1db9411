import { type Emulator, type EmulatorOptions, type Fault, startEmulator } from '@cloud/emulators/kit'
import type { AcmeOptions } from '../client.ts'
import { balancerOperations } from './balancers.ts'
import { createBuckets } from './buckets.ts'
import { catalogueOperations } from './catalogue.ts'
import { authenticate, credentials, secrets, wrongCredentials } from './credentials.ts'
import { objectOperations } from './objects.ts'
import { createServers, type Servers } from './servers.ts'
import { sshKeyOperations } from './ssh-keys.ts'

export interface AcmeEmulator extends Emulator {
  /** What a driver takes. */
  readonly options: AcmeOptions
  /** The same with credentials that are refused. */
  readonly wrongOptions: AcmeOptions
  readonly secrets: readonly string[]
  /** Lets each answer take so many milliseconds; 0 for none. */
  readonly slow: (ms: number) => void
  /** Answers 503 to everything, until it is told to stop that. */
  readonly outage: (on: boolean) => void
  /** Of those that are not terminated, past the API. */ // only compute
  readonly serverIds: () => readonly string[] // only compute
}

/** Starts the cloud on loopback. `pageSize` is the most items on a page of any list. */
export async function startAcme({
  pageSize = 100,
  ...options
}: EmulatorOptions & { readonly pageSize?: number } = {}): Promise<AcmeEmulator> {
  let servers: Servers | undefined // only compute
  const emulator = await startEmulator((centre) => {
    servers = createServers(centre, pageSize) // only compute
    const buckets = createBuckets(centre, pageSize) // only storage
    return {
      name: 'acme',
      authenticate,
      error: ({ code, message, requestId }) => ({ error: { code, message, request_id: requestId } }),
      secrets: ['user_data'],
      operations: {
        ...catalogueOperations(pageSize), // only compute
        ...servers.operations, // only compute
        ...sshKeyOperations(pageSize), // only compute
        ...balancerOperations(centre, servers, pageSize), // only load-balancers
        ...buckets.operations, // only storage
        ...objectOperations(centre, buckets, pageSize), // only storage
      },
    }
  }, options)
  const { endpoint } = emulator
  // Not spread: the files of `sshConfig` are written when it is read.
  return Object.assign(emulator, {
    options: { endpoint, ...credentials },
    wrongOptions: { endpoint, ...wrongCredentials },
    secrets,
    slow: switched(emulator, (ms: number) => ms > 0 && { kind: 'delay', ms }),
    outage: switched(emulator, (on: boolean) => on && { kind: 'status', status: 503 }),
    serverIds: () => servers?.all().map(({ server }) => server.id) ?? [], // only compute
  })
}

/** Puts one fault in the place of the last one. */
function switched<T>({ faults }: Emulator, faultOf: (to: T) => Fault | false): (to: T) => void {
  let end = () => {}
  return (to) => {
    end()
    const fault = faultOf(to)
    end = fault ? faults.add(fault) : () => {}
  }
}
