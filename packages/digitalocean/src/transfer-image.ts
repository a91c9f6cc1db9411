import type { CallOptions, Ref } from '@cloud/core'
import { checkNames, checkText, clientOf, type HasClient, invalid, isCloudError } from '@cloud/core/driver'
import { type DigitalOceanClient, idempotent, once, send } from './client.ts'
import { getOwnImage } from './get-image.ts'
import { numberOf } from './ids.ts'

type Driver = HasClient<DigitalOceanClient>

/** One of them: the address of an account's owner, or the id of a team. */
export interface ImageRecipient {
  readonly email?: string | undefined
  readonly teamId?: string | undefined
}

/**
 * Offers a snapshot of the account to another one, which it moves to. Resolves with the id by which the recipient accepts or declines it
 * and the sender cancels it; without one where the recipient is a team that the sender may accept for, and has it now. `not-found` where
 * there is no such image; `forbidden` for one of DigitalOcean's; `invalid` for one that is no snapshot. It is sent once, since nothing
 * tells whether an offer was made: after a lost answer the outcome is `unknown`.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/images_post_account_transfer_create
 */
export function transferImage(
  driver: Driver,
  image: Ref<'image'>,
  to: ImageRecipient,
  call?: CallOptions,
): Promise<{ readonly transferId?: string }> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('transferImage', to, ['email', 'teamId'])
    const { email, teamId } = to
    if ((email === undefined) === (teamId === undefined))
      throw invalid('A transfer has one recipient', 'email or teamId')
    checkText('The recipient', email ?? teamId, { max: 255 })
    const { id } = await getOwnImage(client, image, left)
    const body = { recipient_email: email, recipient_uuid: teamId }
    const request = { name: 'images_post_account_transfer_create', repeat: once, method: 'POST' } as const
    const map = ({ transfer_id }: { readonly transfer_id: number }) =>
      transfer_id === 0 ? {} : { transferId: String(transfer_id) }
    return send(client, { ...request, path: `/images/${id}/account_transfer`, body, map }, left)
  })
}

/** Takes an image that another account offers, into a team of the user. `not-found` where there is no such offer. */
export function acceptImage(
  driver: Driver,
  image: Ref<'image'>,
  offer: { readonly transferId: string; readonly teamId: string },
  call?: CallOptions,
): Promise<void> {
  const name = 'images_post_account_transfer_accept'
  return answer(driver, image, { name, part: 'accept', offer, team: true }, call)
}

/** Leaves an image that another account offers where it is. `not-found` where there is no such offer. */
export function declineImage(
  driver: Driver,
  image: Ref<'image'>,
  offer: { readonly transferId: string },
  call?: CallOptions,
): Promise<void> {
  return answer(driver, image, { name: 'images_post_account_transfer_decline', part: 'decline', offer }, call)
}

/** Takes back an offer of the account's own. `not-found` where there is none. */
export function cancelTransfer(
  driver: Driver,
  image: Ref<'image'>,
  offer: { readonly transferId: string },
  call?: CallOptions,
): Promise<void> {
  return answer(driver, image, { name: 'images_post_account_transfer_cancel', part: 'cancel', offer }, call)
}

interface Answer {
  readonly name: string
  readonly part: string
  readonly offer: { readonly transferId: string; readonly teamId?: string }
  readonly team?: true
}

/** A second one changes nothing: an offer is answered once. */
function answer(
  driver: Driver,
  image: Ref<'image'>,
  { name, part, offer, team }: Answer,
  call: CallOptions | undefined,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames(`${part} of a transfer`, offer, team ? ['transferId', 'teamId'] : ['transferId'])
    if (team) checkText('The id of the team', offer.teamId, { max: 255 })
    const path = `/images/${numberOf('image', image, 'image')}/account_transfer/${part}`
    const transfer_id = Number(numberOf('transfer', offer.transferId, 'transfer'))
    const body = { transfer_id, recipient_uuid: offer.teamId }
    try {
      await send(client, { name, repeat: idempotent, method: 'POST', path, body }, left)
    } catch (error) {
      // Answered by the try before, whose own answer was lost.
      if (!isCloudError(error, 'not-found') || error.outcome !== 'unknown') throw error
    }
  })
}
