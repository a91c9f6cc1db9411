import type { Architecture, CallOptions, Compute, ImageQuery, Listing } from '@cloud/core'
import { checkImageQuery, list, listing, object, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, type PageWire, pageMembers, read, send, toPage } from './client.ts'
import { exactly, type Filter, pattern } from './filters.ts'
import { type Ec2Image, type ImageWire, image, toImage } from './images-wire.ts'

export interface Images extends Pick<Compute, 'listImages'> {
  readonly listImages: (query?: ImageQuery, call?: CallOptions) => Listing<Ec2Image>
}

interface ImagesWire extends PageWire {
  readonly imagesSet: readonly ImageWire[]
}

const found: XmlShape<ImagesWire> = object<ImagesWire>({ ...pageMembers, imagesSet: list('item', image) })

/**
 * AMIs as images. `owner` is an account's id, `self`, or an alias such as `amazon`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html
 */
export function images(client: Ec2Client): Images {
  return {
    listImages: (query = {}, call) => {
      checkImageQuery(query)
      const parameters = {
        Owner: query.owner === undefined ? undefined : [query.owner],
        Filter: filtersOf(query),
        MaxResults: 1000,
      }
      return listing(
        async (after, limits) => {
          const paged = { ...parameters, NextToken: after }
          const wire = await send(
            client,
            { name: 'DescribeImages', repeat: read, parameters: paged, answer: found },
            limits,
          )
          return toPage(wire.imagesSet.map(toImage), wire)
        },
        call,
        client.clock,
      )
    },
  }
}

/** EC2's names. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html */
const architectures: Readonly<Record<Architecture, readonly string[]>> = {
  x86_64: ['x86_64'],
  arm64: ['arm64'],
  other: ['i386', 'x86_64_mac', 'arm64_mac'],
}

function filtersOf({ name, architecture }: ImageQuery): readonly Filter[] {
  return [
    exactly('state', ['available']),
    ...(name === undefined ? [] : [{ Name: 'name', Value: [pattern(name)] }]),
    ...(architecture === undefined ? [] : [exactly('architecture', architectures[architecture])]),
  ]
}
