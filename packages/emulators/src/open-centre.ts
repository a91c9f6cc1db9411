import { type Centre, createCentre } from './centre/centre.ts'
import { defaultTimes, type Times } from './centre/times.ts'
import { type Clock, systemClock } from './clock.ts'
import { shellMachines } from './machines/shell-machines.ts'
import { sshdMachines } from './machines/sshd/sshd-machines.ts'
import { createRandom } from './random.ts'

/** What every cloud here takes that has machines. */
export interface CentreOptions {
  /** `shell`: an in-memory shell in this process, everywhere. `sshd`: OpenSSH in Linux namespaces, as root. Default `shell`. */
  readonly machine?: 'shell' | 'sshd' | undefined
  readonly clock?: Clock | undefined
  readonly times?: Partial<Times> | undefined
  /** Makes ids and the faults' chances the same in every run. */
  readonly seed?: number | undefined
}

/** An empty data centre of so many zones. */
export function openCentre(options: CentreOptions, zones: number): Centre {
  return createCentre({
    clock: options.clock ?? systemClock,
    times: { ...defaultTimes, ...given(options.times) },
    random: createRandom(options.seed),
    room: options.machine === 'sshd' ? sshdMachines() : shellMachines(),
    zones,
  })
}

/** Without the members that say nothing. */
const given = <T extends object>(members: T = {} as T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T
