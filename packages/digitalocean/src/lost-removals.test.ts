import { afterEach, describe, expect, it } from 'vitest'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
afterEach(() => cloud.local.faults.clear())

describe('a removal', () => {
  it.each(['reset-after', 'half-body'] as const)('whose answer is lost is done (%s)', async (kind) => {
    const { driver, local } = cloud
    const volume = await driver.createVolume({ name: `gone-${kind}`, sizeGiB: 1 })
    local.faults.add({ kind, operation: 'volumes_delete', count: 1 })
    await driver.destroyVolume(volume)
    await expect(driver.getVolume(volume)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('of what was not there is told as such', async () => {
    const { driver } = cloud
    const volume = await driver.createVolume({ name: 'never', sizeGiB: 1 })
    await driver.destroyVolume(volume)
    await expect(driver.destroyVolume(volume)).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })
})

describe('a request that is refused as one too many', () => {
  it('is sent again soon where the hour has room', async () => {
    const { driver, local } = cloud
    const seen = local.requests.length
    local.faults.add({ kind: 'error', operation: 'sizes_list', count: 1 })
    await driver.listSizes().toArray({ max: 1 })
    expect(local.requests.slice(seen).map(({ status }) => status)).toEqual([429, 200])
  })
})
