import type { CallOptions, Listing } from '@cloud/core'
import { CloudError, listing, list as listOf, object, onePage, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, type PageWire, pageMembers, read, send, toPage } from './client.ts'
import type { Filter } from './filters.ts'

/** How EC2 tells of one kind of thing, and what that becomes. */
export interface Description<W, T> {
  /** As in `network`, for errors. */
  readonly noun: string
  /** As in `DescribeVpcs`. */
  readonly action: string
  /** The parameter that takes ids, as in `VpcId`. */
  readonly ids: string
  /** How many a page may hold; 0 where the action has no pages. */
  readonly pageSize: number
  readonly answer: XmlShape<DescribedWire<W>>
  /** Of what others let the account use, too: lists are of its own alone, or they would be of tens of thousands. */
  readonly owner?: 'self'
  readonly map: (wire: W) => T
}

export interface DescribedWire<W> extends PageWire {
  readonly items: readonly W[]
}

/** The answer of a Describe action: `set` is the element around its items. */
/* @__NO_SIDE_EFFECTS__ */
export function described<W>(set: string, item: XmlShape<W>): XmlShape<DescribedWire<W>> {
  return object<DescribedWire<W>>({ ...pageMembers, items: listOf('item', item) }, { items: set })
}

export function describe<W, T>(
  client: Ec2Client,
  { action, answer }: Description<W, T>,
  parameters: Readonly<Record<string, string | number | readonly string[] | readonly Filter[] | undefined>>,
  call: CallOptions | undefined,
): Promise<DescribedWire<W>> {
  return send(client, { name: action, repeat: read, parameters, answer }, call)
}

/** All that the filters let through, page by page. */
export function list<W, T>(
  client: Ec2Client,
  description: Description<W, T>,
  filters: readonly Filter[],
  call: CallOptions | undefined,
): Listing<T> {
  const { pageSize, owner, map } = description
  const parameters = { Owner: owner && [owner], Filter: filters, MaxResults: pageSize || undefined }
  const page = (after: string | undefined, left: CallOptions | undefined) =>
    describe(client, description, { ...parameters, NextToken: after }, left)
  const fetch =
    pageSize === 0
      ? onePage(async (left) => (await page(undefined, left)).items.map(map))
      : async (after: string | undefined, left: CallOptions) => {
          const wire = await page(after, left)
          return toPage(wire.items.map(map), wire)
        }
  return listing(fetch, call, client.clock)
}

/** The one of that id; `not-found` where there is none. */
export async function get<W, T>(
  client: Ec2Client,
  description: Description<W, T>,
  id: string,
  call: CallOptions | undefined,
): Promise<T> {
  const { items } = await describe(client, description, { [description.ids]: [id] }, call)
  const [found] = items
  if (found !== undefined) return description.map(found)
  // Right after its creation EC2 may answer with an empty list in place of its error.
  throw new CloudError(`There is no ${description.noun} ${id}`, {
    code: 'not-found',
    provider: client.provider,
    operation: description.action,
  })
}
