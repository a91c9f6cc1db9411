import type { Transport } from '@cloud/core'
import { type CloudOptions, type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import {
  compute,
  type DigitalOcean,
  type DigitalOceanLoadBalancers,
  type DigitalOceanOptions,
  loadBalancers,
} from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

export interface Emulated {
  readonly local: LocalCloud
  /** What its drivers are made with, for more of them: each stands for a process of its own. */
  readonly options: DigitalOceanOptions
  /** Lets time pass for the cloud while nothing waits. */
  readonly advance: (ms: number) => Promise<void>
  readonly driver: DigitalOcean
  readonly balancers: DigitalOceanLoadBalancers
  /** A node of the driver's region that runs. */
  readonly node: (name: string, more?: { readonly location?: string }) => Promise<string>
}

/** A driver on a cloud of its own, in virtual time, for the tests of one file; each request is held to the specification. */
export function emulated(options: CloudOptions = {}): Emulated {
  const transport: Transport = checkedTransport()
  const clock = virtualClock({ auto: true })
  const started: {
    local?: LocalCloud
    options?: DigitalOceanOptions
    driver?: DigitalOcean
    balancers?: DigitalOceanLoadBalancers
  } = {}
  beforeAll(async () => {
    started.local = await startCloud({ clock, ...options })
    const common = { ...started.local.digitalocean, region: 'fra1', clock, transport }
    started.options = common
    started.driver = compute(common)
    started.balancers = loadBalancers(common)
  })
  afterAll(() => started.local?.close())
  const given = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The cloud has not started')
    return value
  }
  return {
    get local() {
      return given(started.local)
    },
    get options() {
      return given(started.options)
    },
    advance: (ms) => clock.advance(ms),
    get driver() {
      return given(started.driver)
    },
    get balancers() {
      return given(started.balancers)
    },
    node: async (name, more = {}) => {
      const wanted = { name, size: 's-1vcpu-1gb', image: 'debian-12-x64', ...more }
      return (await given(started.driver).createNode(wanted)).id
    },
  }
}
