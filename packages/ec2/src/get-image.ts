import type { CallOptions, Ref } from '@cloud/core'
import { changed, isCloudError } from '@cloud/core/driver'
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

/**
 * EC2 has one code for an image that there was and for one that is not usable yet, which is a `conflict`: a look tells them apart. Where it
 * fails, the refusal stays what it is.
 */
export async function unavailable(
  client: Ec2Client,
  error: unknown,
  id: string,
  call: CallOptions,
): Promise<unknown> {
  if (!isCloudError(error) || error.providerCode !== 'InvalidAMIID.Unavailable') return error
  const look = await getImage(client, id, call).catch((failed: unknown) => failed)
  return isCloudError(look, 'not-found') ? changed(error, { code: 'not-found' }) : error
}

/** Of what is only looked for, it is an image that there was. */
export function deregistered(error: unknown): unknown {
  const isIt = isCloudError(error) && error.providerCode === 'InvalidAMIID.Unavailable'
  return isIt ? changed(error, { code: 'not-found' }) : error
}
