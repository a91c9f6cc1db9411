import { type CallOptions, isCloudError, type Ref } from '@cloud/core'
import { changed } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import { type Description, described, get } from './description.ts'
import { ec2Id } from './ids.ts'
import { type Ec2Image, type ImageWire, image, toImage } from './images-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html */
export const imageDescription: Description<ImageWire, Ec2Image> = {
  noun: 'image',
  action: 'DescribeImages',
  ids: 'ImageId',
  pageSize: 1000,
  answer: described('imagesSet', image),
  owner: 'self',
  map: toImage,
}

export async function getImage(client: Ec2Client, ref: Ref<'image'>, call: CallOptions): Promise<Ec2Image> {
  const id = ec2Id('image', ref)
  try {
    return await get(client, imageDescription, id, call)
  } catch (error) {
    throw deregistered(error)
  }
}

/** EC2 has a code of its own for an image that there was. */
export function deregistered(error: unknown): unknown {
  const isIt = isCloudError(error) && error.providerCode === 'InvalidAMIID.Unavailable'
  return isIt ? changed(error, { code: 'not-found' }) : error
}
