import { type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import type { GceOptions } from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

export interface Emulated {
  readonly local: LocalCloud
  /** What a driver on it is made with; each stands for a process of its own. */
  readonly options: GceOptions
}

/** A cloud of its own, in virtual time, for the tests of one file; each request is held to the protocol. */
export function emulated(): Emulated {
  const transport = checkedTransport()
  const clock = virtualClock({ auto: true })
  let started: LocalCloud | undefined
  beforeAll(async () => {
    started = await startCloud({ clock })
  })
  afterAll(() => started?.close())
  const local = () => {
    if (started === undefined) throw new Error('The cloud has not started')
    return started
  }
  return {
    get local() {
      return local()
    },
    get options() {
      return { ...local().gce, clock, transport }
    },
  }
}
