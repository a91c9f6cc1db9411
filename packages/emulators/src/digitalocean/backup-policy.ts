import { timeText } from './cloud.ts'
import type { Json } from './operation.ts'

export interface BackupPolicy {
  readonly plan: 'daily' | 'weekly'
  readonly weekday: Weekday
  /** Of UTC, at which the window of four hours begins. */
  readonly hour: number
}

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const
type Weekday = (typeof weekdays)[number]

/** A droplet's backups that are switched on. */
export interface Backups {
  readonly policy: BackupPolicy
  /** When the next one is made. */
  readonly nextAt: number
}

export type BackupPolicyInput = Partial<BackupPolicy>

const windowHours = 4

const readPolicy = ({
  plan = 'weekly',
  weekday = 'SUN',
  hour = 0,
}: BackupPolicyInput = {}): BackupPolicy => ({
  plan,
  weekday,
  hour,
})

export function startBackups(input: BackupPolicyInput | undefined, now: number): Backups {
  const policy = readPolicy(input)
  return { policy, nextAt: nextStart(policy, now) }
}

export const policyWire = ({ plan, weekday, hour }: BackupPolicy): Json => ({
  plan,
  ...(plan === 'weekly' && { weekday }),
  hour,
  window_length_hours: windowHours,
  retention_period_days: plan === 'weekly' ? 28 : 7,
})

/** When the first window after `now` begins. */
export function nextStart(policy: BackupPolicy, now: number): number {
  const start = new Date(now)
  start.setUTCHours(policy.hour, 0, 0, 0)
  const fits = () =>
    start.getTime() > now && (policy.plan === 'daily' || weekdays[start.getUTCDay()] === policy.weekday)
  while (!fits()) start.setUTCDate(start.getUTCDate() + 1)
  return start.getTime()
}

export const windowWire = (start: number): Json => ({
  start: timeText(start),
  end: timeText(start + windowHours * 3_600_000),
})

/** How many backups are kept at a time: of seven days, or of four weeks. */
export const keptBackups = ({ plan }: BackupPolicy): number => (plan === 'daily' ? 7 : 4)

export const supportedPolicies: readonly Json[] = [
  {
    name: 'weekly',
    possible_window_starts: [0, 4, 8, 12, 16, 20],
    window_length_hours: windowHours,
    retention_period_days: 28,
    possible_days: weekdays,
  },
  {
    name: 'daily',
    possible_window_starts: [0, 4, 8, 12, 16, 20],
    window_length_hours: windowHours,
    retention_period_days: 7,
    possible_days: [],
  },
]
