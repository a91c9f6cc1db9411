import { ownerEmail } from './account.ts'
import type { DigitalOcean } from './cloud.ts'
import { type Image, type ImageTransfer, ownImage } from './image.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { badRequest, notFound, Refusal } from './refusal.ts'

interface TransferInput {
  readonly recipient_email?: string
  readonly recipient_uuid?: string
}

interface AnswerInput {
  readonly transfer_id: number
  readonly recipient_uuid?: string
}

/**
 * Snapshots that are handed over to another account. There is one account here, so that only what it offers to itself can be accepted:
 * what is offered to others stays pending until it is cancelled.
 */
export const imageTransfers: Operations<`images_post_account_transfer_${string}`> = {
  images_post_account_transfer_create: operation<TransferInput>((cloud, { path, body }) => {
    const image = ownImage(cloud, path.image_id)
    if (image.type !== 'snapshot') throw badRequest('only snapshot images can be transferred')
    if (image.transfer) throw badRequest('the image has a pending transfer')
    const { recipient_email: email, recipient_uuid: team } = body
    if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email))
      throw badRequest('recipient_email is invalid')
    if (team === cloud.teamId) return { transfer_id: 0 }
    image.transfer = { id: cloud.newNumber(), isOwn: email === ownerEmail }
    return { transfer_id: image.transfer.id }
  }),

  images_post_account_transfer_accept: operation<AnswerInput>((cloud, call) => {
    const image = offered(cloud, call)
    if (call.body.recipient_uuid !== cloud.teamId)
      throw badRequest('recipient_uuid is not a team of the user')
    image.transfer = undefined
    return undefined
  }),

  images_post_account_transfer_decline: operation<AnswerInput>((cloud, call) => {
    offered(cloud, call).transfer = undefined
    return undefined
  }),

  images_post_account_transfer_cancel: operation<AnswerInput>((cloud, call) => {
    pending(cloud, call).image.transfer = undefined
    return undefined
  }),
}

function pending(
  cloud: DigitalOcean,
  { path, body }: Call<AnswerInput>,
): { readonly image: Image; readonly transfer: ImageTransfer } {
  const image = ownImage(cloud, path.image_id)
  const { transfer } = image
  if (transfer?.id !== body.transfer_id) throw notFound('transfer not found')
  return { image, transfer }
}

/** An image whose transfer is the account's to answer. */
function offered(cloud: DigitalOcean, call: Call<AnswerInput>): Image {
  const { image, transfer } = pending(cloud, call)
  if (!transfer.isOwn) throw new Refusal('forbidden', 'only the recipient can answer a transfer')
  return image
}
