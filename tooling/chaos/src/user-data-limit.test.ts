import type { UserDataLimit } from '@cloud/core'
import * as digitalocean from '@cloud/digitalocean'
import * as ec2 from '@cloud/ec2'
import { type LocalCloud, startCloud } from '@cloud/emulators'
import * as gce from '@cloud/gce'
import * as ninefold from '@cloud/ninefold'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clouds } from './clouds.ts'
import { connect } from './connect.ts'

const limits: Readonly<Record<string, UserDataLimit>> = {
  ec2: ec2.userDataLimit,
  digitalocean: digitalocean.userDataLimit,
  gce: gce.userDataLimit,
  ninefold: ninefold.userDataLimit,
}

describe.each(clouds)('the userDataLimit of $name', ({ name, size, image }) => {
  let local: LocalCloud
  beforeAll(async () => {
    local = await startCloud()
  })
  afterAll(() => local.close())

  it('is what the cloud takes, and no more', async () => {
    const { textBytes = 0 } = limits[name] ?? {}
    const driver = await connect(name, local)
    const create = (bytes: number) =>
      driver.createNode({ name: `node-${bytes}`, size, image, userData: '#'.padEnd(bytes, 'x') })
    await driver.destroyNode(await create(textBytes))
    await expect(create(textBytes + 1)).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  })
})
