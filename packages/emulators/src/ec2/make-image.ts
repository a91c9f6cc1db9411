import type { Ec2 } from './action.ts'
import type { Image } from './image.ts'
import { newId } from './new-id.ts'
import { sharedWithNobody } from './sharing.ts'
import { storeTags, type TagInput } from './tag-input.ts'

type NewImage = Omit<Image, 'ownerId' | 'createdAt' | 'state' | 'sharing' | 'id'> & {
  readonly id?: string
}

/** An image of the account, `pending` for as long as its snapshots take. */
export function makeImage(ec2: Ec2, made: NewImage, ms: number, tags: readonly TagInput[] = []): Image {
  const { clock } = ec2.centre
  const image: Image = {
    id: newId(ec2, 'ami'),
    ...made,
    ownerId: ec2.accountId,
    createdAt: new Date(clock.now()).toISOString(),
    state: 'pending',
    sharing: sharedWithNobody,
  }
  ec2.images.set(image.id, image)
  storeTags(ec2, image.id, tags)
  clock.after(ms, () => {
    if (image.state === 'pending') image.state = 'available'
  })
  return image
}
