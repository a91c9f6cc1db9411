import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { kindOf } from '../arn.ts'
import { invalid } from '../refusals.ts'
import { checkTags, storeTags, type TagInput, tagFields } from '../tag-input.ts'
import { findListener } from './listener.ts'
import { findBalancer } from './load-balancer.ts'
import { findRule, isDefault } from './rule.ts'
import { findTargetGroup } from './target-group.ts'

interface TagsInput {
  readonly ResourceArns: readonly string[]
}

const mostResources = 20

/** Throws for what is no ARN of ELB's, and for that of nothing. */
function checkResources(elb: Elb, arns: readonly string[]): void {
  if (arns.length === 0) throw invalid('At least one resource ARN must be specified')
  if (arns.length > mostResources) throw invalid(`At most ${mostResources} resource ARNs can be specified`)
  for (const arn of arns) checkResource(elb, arn)
}

function checkResource(elb: Elb, arn: string): void {
  switch (kindOf(arn)) {
    case 'load balancer':
      findBalancer(elb, arn)
      return
    case 'target group':
      findTargetGroup(elb, arn)
      return
    case 'listener':
      findListener(elb, arn)
      return
    case 'listener rule':
      if (!isDefault(elb, arn)) findRule(elb, arn, 'modified')
      return
    default:
      throw invalid(`'${arn}' is not a valid ELB ARN`)
  }
}

export const addTags: Action = action<TagsInput & { readonly Tags: readonly TagInput[] }>(
  (elb, { ResourceArns: arns, Tags: tags }) => {
    checkResources(elb, arns)
    if (tags.length === 0) throw invalid('At least one tag must be specified')
    for (const arn of arns) checkTags(tags, elb.tags.of(arn))
    for (const arn of arns) storeTags(elb, arn, tags)
    return {}
  },
)

export const removeTags: Action = action<TagsInput & { readonly TagKeys: readonly string[] }>(
  (elb, { ResourceArns: arns, TagKeys: keys }) => {
    checkResources(elb, arns)
    if (keys.length > 50) throw new Refusal('TooManyTags', 'The maximum number of tags per resource is 50')
    for (const arn of arns) for (const key of keys) elb.tags.remove(arn, key)
    return {}
  },
)

export const describeTags: Action = action<TagsInput>((elb, { ResourceArns: arns }) => {
  checkResources(elb, arns)
  return {
    TagDescriptions: [...new Set(arns)].map((arn) => ({ ResourceArn: arn, Tags: tagFields(elb, arn) })),
  }
})
