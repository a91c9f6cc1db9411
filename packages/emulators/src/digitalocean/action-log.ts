import type { Clock } from '../clock.ts'
import { unprocessable } from './refusal.ts'

/** What was asked of a resource and takes time. Only this file writes to it. */
export interface Action {
  readonly id: number
  status: 'in-progress' | 'completed' | 'errored'
  readonly type: string
  readonly startedAt: number
  completedAt: number | undefined
  /** `droplet`, `image`, `volume`, `floating_ip` ... */
  readonly resourceType: string
  /** What the answer shows; resources that have no number have none. */
  readonly resourceNumber: number | undefined
  /** The resource's id, whatever its form: its own list of actions finds them by it. */
  readonly resourceId: string
  readonly region: string | undefined
}

export interface NewAction {
  readonly type: string
  readonly resourceType: string
  readonly resourceId: number | string
  readonly region?: string | undefined
  /** The droplet that can do nothing else meanwhile. */
  readonly locks?: number | undefined
  /** How long it takes. */
  readonly ms: number
  /** What changes when it begins. */
  readonly start?: (() => void) | undefined
  /** The effect at the end; one that throws makes the action errored. */
  readonly finish?: (() => void) | undefined
  /** What is left to do when it ended errored. */
  readonly abort?: (() => void) | undefined
}

export interface ActionLog {
  /** Throws a `Refusal` where the droplet that it would lock has an event under way. */
  readonly begin: (action: NewAction) => Action
  /** Throws a `Refusal` where the droplet has an event under way. */
  readonly checkFree: (droplet: number) => void
  /** Runs `judge`, and lets the actions that begin meanwhile end errored, without an effect. */
  readonly failing: <T>(judge: () => T) => T
  readonly get: (id: number) => Action | undefined
  /** Newest first, as the API lists them. */
  readonly list: (which?: (action: Action) => boolean) => readonly Action[]
}

export function createActionLog(clock: Clock, newNumber: () => number): ActionLog {
  const actions = new Map<number, Action>()
  const locked = new Set<number>()
  let fails = false
  const checkFree = (droplet: number) => {
    if (locked.has(droplet)) throw unprocessable('Droplet already has a pending event.')
  }
  return {
    checkFree,
    begin: ({ locks: droplet, ms, start, finish, abort, region, resourceId, resourceType, type }) => {
      if (droplet !== undefined) checkFree(droplet)
      const action: Action = {
        id: newNumber(),
        status: 'in-progress',
        type,
        startedAt: clock.now(),
        completedAt: undefined,
        resourceType,
        resourceNumber: typeof resourceId === 'number' ? resourceId : undefined,
        resourceId: String(resourceId),
        region,
      }
      actions.set(action.id, action)
      const doomed = fails
      if (!doomed) start?.()
      clock.after(ms, () => {
        if (droplet !== undefined) locked.delete(droplet)
        action.status = !doomed && succeeds(finish) ? 'completed' : 'errored'
        action.completedAt = clock.now()
        if (action.status === 'errored') abort?.()
      })
      if (droplet !== undefined) locked.add(droplet)
      return action
    },
    failing: (judge) => {
      fails = true
      try {
        return judge()
      } finally {
        fails = false
      }
    },
    get: (id) => actions.get(id),
    list: (which = () => true) => [...actions.values()].reverse().filter(which),
  }
}

/** What an action wanted may be gone when its time comes. */
function succeeds(finish: (() => void) | undefined): boolean {
  try {
    finish?.()
    return true
  } catch {
    return false
  }
}
