import type { CallOptions, Listing, Ref } from '@cloud/core'
import { checkNames, checkText, idOf, listing } from '@cloud/core/driver'
import { nameForm } from './check-value.ts'
import {
  type ClassicBalancer,
  type ClassicsWire,
  type ClassicWire,
  classicsAnswer,
  toClassic,
} from './classic-wire.ts'
import { type ClassicClient, read, send, toPage } from './client.ts'
import { noSuch } from './lookups.ts'
import { type TagsOf, tagsAnswer, toTags } from './tags.ts'

const pageSize = 400

/** The name of a balancer, which is its id; `not-found` for what can be none. */
export function classicName(ref: Ref<'balancer'>): string {
  const id = idOf('balancer', ref, 'balancer')
  if (nameForm.test(id)) return id
  throw noSuch('classic balancer', id)
}

function describe(
  client: ClassicClient,
  parameters: Readonly<Record<string, string | number | readonly string[] | undefined>>,
  call: CallOptions,
): Promise<ClassicsWire> {
  const request = { name: 'DescribeLoadBalancers', repeat: read, parameters, answer: classicsAnswer }
  return send(client, request, call)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeLoadBalancers.html */
export async function getClassic(
  client: ClassicClient,
  name: string,
  call: CallOptions,
): Promise<ClassicWire> {
  const { LoadBalancerDescriptions } = await describe(client, { LoadBalancerNames: [name] }, call)
  const found = LoadBalancerDescriptions.find(({ LoadBalancerName }) => LoadBalancerName === name)
  if (found !== undefined) return found
  throw noSuch('balancer', name, 'DescribeLoadBalancers')
}

export function listClassics(
  client: ClassicClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<ClassicBalancer> {
  checkNames('listBalancers', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const page = async (after: string | undefined, left: CallOptions) => {
    const wire = await describe(client, { Marker: after, PageSize: pageSize }, left)
    const found = wire.LoadBalancerDescriptions.filter(
      ({ LoadBalancerName }) => name === undefined || LoadBalancerName === name,
    )
    return toPage(found.map(toClassic), wire)
  }
  return listing(page, call, client.clock)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeTags.html */
export async function classicTagsOf(client: ClassicClient, name: string, call: CallOptions): Promise<TagsOf> {
  const parameters = { LoadBalancerNames: [name] }
  const request = { name: 'DescribeTags', repeat: read, parameters, answer: tagsAnswer }
  const { TagDescriptions } = await send(client, request, call)
  return toTags(TagDescriptions.flatMap(({ Tags }) => Tags))
}
