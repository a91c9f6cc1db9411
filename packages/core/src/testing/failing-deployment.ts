import { type VirtualClock, virtualClock } from '@cloud/emulators'
import type { CallOptions } from '../contract/call.ts'
import type { Compute } from '../contract/compute.ts'
import { type DeployEvent, type DeployNode, deployNode } from '../deploy/deploy-node.ts'
import type { Step } from '../deploy/step.ts'
import { CloudError } from '../errors.ts'
import { type FakeCompute, type FakeIn, type FakeNode, fakeCompute, type Look } from './fake-compute.ts'
import { failure } from './operations.ts'
import { type Answer, type RecordingAccess, recordingAccess } from './recording-shell.ts'

export const succeeding = (title: string): Step => ({
  title,
  run: async () => ({ title, exitCode: 0, stdout: '', stderr: '', durationMs: 0 }),
})
export const rejecting = (title: string, error: unknown): Step => ({
  title,
  run: () => Promise.reject(error),
})
export const broken: CloudError = new CloudError('It broke', {
  code: 'network',
  outcome: 'unknown',
  details: { port: 22 },
})
/** Work that listens to nothing. */
export const never = (): Promise<never> => new Promise(() => {})

export interface Setup {
  readonly answer?: Answer
  readonly looks?: readonly Look[]
  readonly changes?: Partial<Compute<FakeNode, FakeIn>>
  readonly onEvent?: (event: DeployEvent) => unknown
}

export interface Failing {
  readonly clock: VirtualClock
  readonly driver: FakeCompute
  readonly access: RecordingAccess
  /** What the listener was told: phase, status and title. */
  readonly events: string[]
  /** What the deployment rejects with. */
  readonly deploy: (
    steps: readonly Step[],
    more?: Partial<DeployNode<FakeIn>>,
    call?: CallOptions,
  ) => Promise<unknown>
}

/** Deployments of the node `web-1` that fail. */
export function failing({ answer, looks = ['running'], changes, onEvent }: Setup = {}): Failing {
  const clock = virtualClock({ start: 0, auto: true })
  const driver = fakeCompute(clock, looks, changes)
  const access = recordingAccess(answer)
  const events: string[] = []
  const listen = (event: DeployEvent) => {
    events.push([event.phase, event.status, event.title].filter(Boolean).join(' '))
    return onEvent?.(event)
  }
  const base = { name: 'web-1', size: 's', image: 'i', shell: access, onEvent: listen } as const
  return {
    clock,
    driver,
    access,
    events,
    deploy: (steps, more = {}, call = {}) => failure(deployNode(driver, { ...base, steps, ...more }, call)),
  }
}
