import type { Transport } from '@cloud/core'
import { waitForNode, waitForVolume } from '@cloud/core'
import { type CloudOptions, ec2Images, type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute, type Ec2 } from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

export interface Emulated {
  readonly local: LocalCloud
  readonly driver: Ec2
  /** A node that runs. */
  readonly node: (name: string) => Promise<string>
  /** A volume where nodes are, of 1 GiB, that is available. */
  readonly volume: (name: string) => Promise<string>
}

/** A driver on a cloud of its own, in virtual time, for the tests of one file; each request is held to Amazon's model. */
export function emulated(options: CloudOptions = {}): Emulated {
  const transport: Transport = checkedTransport()
  const clock = virtualClock({ auto: true })
  const started: { local?: LocalCloud; driver?: Ec2 } = {}
  beforeAll(async () => {
    const local = await startCloud({ clock, ...options })
    started.local = local
    started.driver = compute({ ...local.ec2, clock, transport })
  })
  afterAll(async () => {
    await transport.close()
    await started.local?.close()
  })
  const given = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The cloud has not started')
    return value
  }
  const location = async () => (await given(started.driver).listLocations().toArray())[0]?.id ?? ''
  return {
    get local() {
      return given(started.local)
    },
    get driver() {
      return given(started.driver)
    },
    node: async (name) => {
      const driver = given(started.driver)
      const wanted = { name, size: 't3.micro', image: ec2Images.debian12, location: await location() }
      return (await waitForNode(driver, await driver.createNode(wanted), 'running')).id
    },
    volume: async (name) => {
      const driver = given(started.driver)
      const made = await driver.createVolume({ name, sizeGiB: 1, location: await location() })
      return (await waitForVolume(driver, made, 'available')).id
    },
  }
}
