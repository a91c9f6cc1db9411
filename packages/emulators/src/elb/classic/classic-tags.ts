import { type Action, action, type Elb } from '../action.ts'
import { type MarkedInput, marked } from '../paging.ts'
import { invalid } from '../refusals.ts'
import { checkTags, storeTags, type TagInput, tagFields } from '../tag-input.ts'
import { findClassic, tagKey } from './classic-balancer.ts'

interface NamesInput {
  readonly LoadBalancerNames: readonly string[]
}

const mostNames = 20

function checkBalancers(elb: Elb, names: readonly string[]): void {
  if (names.length === 0) throw invalid('LoadBalancerNames cannot be empty')
  if (names.length > mostNames) throw invalid(`At most ${mostNames} load balancer names can be specified`)
  for (const name of names) findClassic(elb, name)
}

export const addClassicTags: Action = action<NamesInput & { readonly Tags: readonly TagInput[] }>(
  (elb, { LoadBalancerNames: names, Tags: tags }) => {
    checkBalancers(elb, names)
    for (const name of names) checkTags(tags, elb.tags.of(tagKey(name)))
    for (const name of names) storeTags(elb, tagKey(name), tags)
    return {}
  },
)

export const removeClassicTags: Action = action<
  NamesInput & { readonly Tags: readonly { readonly Key?: string }[] }
>((elb, { LoadBalancerNames: names, Tags: tags }) => {
  checkBalancers(elb, names)
  for (const name of names) for (const { Key: key = '' } of tags) elb.tags.remove(tagKey(name), key)
  return {}
})

export const describeClassicTags: Action = action<NamesInput>((elb, { LoadBalancerNames: names }) => {
  checkBalancers(elb, names)
  return {
    TagDescriptions: names.map((name) => ({ LoadBalancerName: name, Tags: tagFields(elb, tagKey(name)) })),
  }
})

export const describeClassicLimits: Action = action<MarkedInput>((elb, input) => {
  const all = [
    { Name: 'classic-load-balancers', Max: String(elb.limits.classicLoadBalancers) },
    { Name: 'classic-listeners', Max: '100' },
    { Name: 'classic-registered-instances', Max: '1000' },
  ]
  const { items, next } = marked(elb, all, input, {
    of: ['classic DescribeAccountLimits'],
    key: ({ Name }) => Name,
  })
  return { Limits: items, NextMarker: next }
})
