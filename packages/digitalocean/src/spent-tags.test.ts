import { expect, it } from 'vitest'
import { removeSpentTags } from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
const own = () =>
  cloud.local.inventory().digitalocean.tags.filter((name) => /^cloud-(intent|options):/.test(name))

it("removeSpentTags removes the driver's tags of what is gone, and no other", async () => {
  const { driver } = cloud
  const options = { size: 's-1vcpu-1gb', image: 'debian-12-x64', tags: { role: 'web' } }
  const [gone, stays] = [
    await driver.createNode({ ...options, name: 'web-1' }),
    await driver.createNode({ ...options, name: 'web-2', idempotencyKey: 'second' }),
  ]
  await driver.destroyNode(gone)
  const spent = gone.native.tags.filter((name) => name.startsWith('cloud-'))
  expect((await removeSpentTags(driver)).toSorted()).toEqual(spent.toSorted())
  expect(own().toSorted()).toEqual(stays.native.tags.filter((name) => name.startsWith('cloud-')).toSorted())
  expect(cloud.local.inventory().digitalocean.tags).toContain('role:web')
  const again = { ...options, name: 'web-2', idempotencyKey: 'second' }
  expect((await driver.createNode(again)).id).toBe(stays.id)
})
