import type { JobPlan } from './async-jobs.ts'
import type { CloudStack } from './cloud.ts'
import type { Json } from './command.ts'
import { invalid } from './refusal.ts'

export interface Stored {
  readonly id: string
  readonly projectId: string | undefined
}

interface Kind<T> {
  /** In the API's words, such as `PublicIpAddress`. */
  readonly type: string
  readonly things: Map<string, T>
  /** Default: the thing's own. */
  readonly queue?: string | undefined
}

interface Creation<T> extends Kind<T> {
  /** Under which member the result stands. */
  readonly name: string
  readonly wire: (thing: T) => Json
  /** What else is done when it is there. */
  readonly effect?: (() => void) | undefined
  /** What else is undone when it fails. */
  readonly undo?: (() => void) | undefined
}

/** The job of what a command makes: it is there at once, and goes again where the job fails. */
export function creation<T extends Stored>(
  cloud: CloudStack,
  thing: T,
  { type, things, name, wire, effect, undo, queue = thing.id }: Creation<T>,
): JobPlan {
  things.set(thing.id, thing)
  return {
    instance: { type, id: thing.id },
    created: thing.id,
    projectId: thing.projectId,
    queue,
    ms: cloud.centre.times.actionMs,
    finish: () => {
      effect?.()
      return { [name]: wire(thing) }
    },
    abort: () => {
      undo?.()
      forget(cloud, things, thing.id)
    },
  }
}

interface Removal<T> extends Kind<T> {
  /** Throws a `Refusal` where it cannot go. */
  readonly check?: (() => void) | undefined
  /** What goes with it. */
  readonly effect?: (() => void) | undefined
}

export function removal<T extends Stored>(
  cloud: CloudStack,
  thing: T,
  { type, things, check, effect, queue = thing.id }: Removal<T>,
): JobPlan {
  return {
    instance: { type, id: thing.id },
    projectId: thing.projectId,
    queue,
    ms: cloud.centre.times.actionMs,
    begin: () => {
      // Another job may have taken it away before.
      if (!things.has(thing.id)) throw invalid(`Unable to find ${type} with id ${thing.id}`)
      check?.()
    },
    finish: () => {
      effect?.()
      forget(cloud, things, thing.id)
      return { success: true }
    },
  }
}

export function forget(cloud: CloudStack, things: Map<string, unknown>, id: string): void {
  things.delete(id)
  cloud.removed.add(id)
  cloud.tags.forget(id)
}
