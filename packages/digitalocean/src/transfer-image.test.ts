import { describe, expect, it } from 'vitest'
import { acceptImage, cancelTransfer, declineImage, getAccount, transferImage } from './index.ts'
import { emulated } from './testing/emulated.ts'
import { answer, mockedDriver } from './testing/mock-digitalocean.ts'

const cloud = emulated()
let names = 0
const snapshot = async () => {
  const name = `offered-${++names}`
  return cloud.driver.createImage({ node: await cloud.node(name), name })
}

describe('An image', () => {
  it('is offered to an account, which accepts or declines it, or it is taken back', async () => {
    const { driver } = cloud
    const image = await snapshot()
    const { email, native } = await getAccount(driver)
    const teamId = native.team?.uuid ?? ''
    const offer = async () => {
      const { transferId = '' } = await transferImage(driver, image, { email })
      return { transferId }
    }
    const first = await offer()
    await acceptImage(driver, image, { ...first, teamId })
    await expect(acceptImage(driver, image, { ...first, teamId })).rejects.toMatchObject({
      code: 'not-found',
    })
    await declineImage(driver, image, await offer())
    await cancelTransfer(driver, image, await offer())
    expect(await transferImage(driver, image, { teamId })).toEqual({})
  })

  it('goes to one recipient', async () => {
    const { driver } = cloud
    for (const to of [{}, { email: 'a@example.com', teamId: 'b' }])
      await expect(transferImage(driver, '7', to)).rejects.toMatchObject({ code: 'invalid' })
    await expect(transferImage(driver, 'ubuntu-24-04-x64', { email: 'a@example.com' })).rejects.toMatchObject(
      {
        code: 'forbidden',
      },
    )
    await expect(cancelTransfer(driver, '7', { transferId: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('is offered once, whatever becomes of the answer', async () => {
    const image = { id: 7, slug: null, name: 'a', public: false, regions: [], status: 'available' }
    answer('GET /images/7', 200, { image })
    answer('POST /images/7/account_transfer', 500)
    await expect(transferImage(mockedDriver(), '7', { email: 'a@example.com' })).rejects.toMatchObject({
      outcome: 'unknown',
    })
  })
})
