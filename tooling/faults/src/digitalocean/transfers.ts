import {
  acceptImage,
  cancelTransfer,
  type DigitalOcean,
  declineImage,
  getAccount,
  transferImage,
} from '@cloud/digitalocean'
import { newImage, type Operation } from './given.ts'

/** An image that the account offers to itself. */
async function offered(driver: DigitalOcean) {
  const [image, { email, native }] = [await newImage(driver), await getAccount(driver)]
  const { transferId = '' } = await transferImage(driver, image, { email })
  return { image, transferId, teamId: native.team?.uuid ?? '' }
}

export const transfers: readonly Operation[] = [
  {
    name: 'transferImage',
    operation: 'images_post_account_transfer_create',
    // Nothing tells whether an offer was made.
    repeat: 'once',
    looksFirst: true,
    given: async (driver) => {
      const image = await newImage(driver)
      return () => transferImage(driver, image, { email: 'somebody@example.com' })
    },
  },
  {
    name: 'acceptImage',
    operation: 'images_post_account_transfer_accept',
    repeat: 'idempotent',
    given: async (driver) => {
      const { image, transferId, teamId } = await offered(driver)
      return () => acceptImage(driver, image, { transferId, teamId })
    },
  },
  {
    name: 'declineImage',
    operation: 'images_post_account_transfer_decline',
    repeat: 'idempotent',
    given: async (driver) => {
      const { image, transferId } = await offered(driver)
      return () => declineImage(driver, image, { transferId })
    },
  },
  {
    name: 'cancelTransfer',
    operation: 'images_post_account_transfer_cancel',
    repeat: 'idempotent',
    given: async (driver) => {
      const { image, transferId } = await offered(driver)
      return () => cancelTransfer(driver, image, { transferId })
    },
  },
]
