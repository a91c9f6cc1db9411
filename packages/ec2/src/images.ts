import type { CallOptions, Compute, ImageQuery, Listing } from '@cloud/core'
import { checkNames, checkText, invalid, list, listing, object, type XmlShape } from '@cloud/core/driver'
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
      checkNames('listImages', query, ['name', 'owner', 'architecture'])
      const parameters = {
        Owner: query.owner === undefined ? undefined : [checkText('The owner', query.owner, { max: 64 })],
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

function filtersOf({ name, architecture }: ImageQuery): readonly Filter[] {
  if (architecture === 'other') {
    throw invalid('EC2 cannot be asked for images of another architecture', 'x86_64 or arm64')
  }
  return [
    exactly('state', ['available']),
    ...(name === undefined ? [] : [{ Name: 'name', Value: [pattern(name)] }]),
    ...(architecture === undefined ? [] : [exactly('architecture', [architecture])]),
  ]
}
