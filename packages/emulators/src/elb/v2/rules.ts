import { isVisible } from '../../ec2/action.ts'
import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { arnOf, checkArn, newDigits, pathOf } from '../arn.ts'
import { type MarkedInput, marked } from '../paging.ts'
import { invalid, refuseUnused } from '../refusals.ts'
import { checkTags, storeTags, type TagInput } from '../tag-input.ts'
import { checkAssociations } from './associations.ts'
import { defaultRuleArn, findListener, type Listener, listenersOf, rulesOf } from './listener.ts'
import { type ActionInput, readActions } from './listener-action.ts'
import { defaultRuleFields, findRule, isDefault, type Rule, ruleFields } from './rule.ts'
import { type ConditionInput, readConditions } from './rule-condition.ts'
import { isHttp } from './target-group.ts'
import { settleTargets } from './target-health.ts'

interface CreateInput {
  readonly ListenerArn: string
  readonly Conditions: readonly ConditionInput[]
  readonly Priority: number
  readonly Actions: readonly ActionInput[]
  readonly Tags?: readonly TagInput[]
}

export const createRule: Action = action<CreateInput>((elb, input) => {
  refuseUnused(input, ['Transforms'])
  const listener = findListener(elb, input.ListenerArn)
  if (!isHttp(listener.protocol)) {
    throw new Refusal('UnsupportedProtocol', 'Rules are unsupported for network listeners')
  }
  checkTags(input.Tags)
  const conditions = readConditions(input.Conditions)
  const actions = readActions(elb, listener.protocol, input.Actions)
  if (rulesOf(elb, listener).some(({ priority }) => priority === input.Priority)) {
    throw new Refusal('PriorityInUse', `Priority '${input.Priority}' is currently in use`)
  }
  checkLimit(elb, listener)
  checkAssociations(elb, listener.balancer, actions)
  const rule: Rule = {
    arn: arnOf(elb, 'listener rule', `${pathOf(listener.arn)}/${newDigits(elb)}`),
    listener,
    createdAt: elb.ec2.centre.clock.now(),
    priority: input.Priority,
    conditions,
    actions,
  }
  elb.rules.set(rule.arn, rule)
  storeTags(elb, rule.arn, input.Tags)
  settleTargets(elb)
  return { Rules: [ruleFields(rule)] }
})

function checkLimit(elb: Elb, { balancer }: Listener): void {
  const count = listenersOf(elb, balancer).flatMap((listener) => rulesOf(elb, listener)).length
  if (count < elb.limits.rules) return
  throw new Refusal(
    'TooManyRules',
    `The maximum number of rules per load balancer has been reached: ${count}`,
  )
}

interface DescribeInput extends MarkedInput {
  readonly ListenerArn?: string
  readonly RuleArns?: readonly string[]
}

export const describeRules: Action = action<DescribeInput>((elb, input) => {
  const { ListenerArn: listenerArn, RuleArns: arns } = input
  if ((listenerArn === undefined) === (arns === undefined)) {
    throw invalid('You must specify either listener rule ARNs or a listener ARN')
  }
  const listeners = listenerArn === undefined ? [...elb.listeners.values()] : [findListener(elb, listenerArn)]
  const all = listeners.flatMap((listener) => [
    ...rulesOf(elb, listener)
      .filter(({ createdAt }) => isVisible(elb.ec2, createdAt))
      .map((rule) => ({ arn: rule.arn, fields: ruleFields(rule) })),
    { arn: defaultRuleArn(listener), fields: defaultRuleFields(listener) },
  ])
  for (const arn of arns ?? []) {
    checkArn(arn, 'listener rule')
    if (!all.some((one) => one.arn === arn)) throw new Refusal('RuleNotFound', 'One or more rules not found')
  }
  const { items, next } = marked(elb, arns ? all.filter(({ arn }) => arns.includes(arn)) : all, input, {
    of: ['DescribeRules', listenerArn, arns],
    key: ({ arn }) => arn,
  })
  return { Rules: items.map(({ fields }) => fields), NextMarker: next }
})

interface ModifyInput {
  readonly RuleArn: string
  readonly Conditions?: readonly ConditionInput[]
  readonly Actions?: readonly ActionInput[]
}

export const modifyRule: Action = action<ModifyInput>((elb, input) => {
  refuseUnused(input, ['Transforms', 'ResetTransforms'])
  const rule = findRule(elb, input.RuleArn, 'modified')
  const conditions = input.Conditions ? readConditions(input.Conditions) : rule.conditions
  const actions = input.Actions ? readActions(elb, rule.listener.protocol, input.Actions) : rule.actions
  checkAssociations(elb, rule.listener.balancer, actions)
  Object.assign(rule, { conditions, actions })
  settleTargets(elb)
  return { Rules: [ruleFields(rule)] }
})

export const deleteRule: Action = action<{ readonly RuleArn: string }>((elb, { RuleArn: arn }) => {
  findRule(elb, arn, 'deleted')
  elb.rules.delete(arn)
  elb.tags.forget(arn)
  settleTargets(elb)
  return {}
})

interface PrioritiesInput {
  readonly RulePriorities: readonly { readonly RuleArn?: string; readonly Priority?: number }[]
}

export const setRulePriorities: Action = action<PrioritiesInput>((elb, { RulePriorities: pairs }) => {
  if (pairs.length === 0) throw invalid('At least one rule priority must be specified')
  const wanted = new Map<Rule, number>()
  for (const { RuleArn: arn = '', Priority: priority } of pairs) {
    if (isDefault(elb, arn)) findRule(elb, arn, 'given a priority')
    if (priority === undefined) throw invalid('A priority must be specified for each rule')
    wanted.set(findRule(elb, arn, 'given a priority'), priority)
  }
  const [first] = [...wanted.keys()].map(({ listener }) => listener)
  const rules = first ? rulesOf(elb, first) : []
  if ([...wanted.keys()].some(({ listener }) => listener !== first)) {
    throw invalid('All rules must belong to the same listener')
  }
  const after = rules.map((rule) => wanted.get(rule) ?? rule.priority)
  const twice = after.find((priority, index) => after.indexOf(priority) !== index)
  if (twice !== undefined) throw new Refusal('PriorityInUse', `Priority '${twice}' is currently in use`)
  for (const [rule, priority] of wanted) rule.priority = priority
  return { Rules: [...wanted.keys()].map(ruleFields) }
})
