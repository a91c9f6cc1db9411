import { isVisible } from '../../ec2/action.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { XmlFields } from '../../ec2/xml.ts'
import type { Elb } from '../action.ts'
import { checkArn } from '../arn.ts'
import { defaultRuleArn, type Listener } from './listener.ts'
import { actionFields, type ListenerAction } from './listener-action.ts'
import { type Condition, conditionFields } from './rule-condition.ts'

export interface Rule {
  readonly arn: string
  readonly listener: Listener
  readonly createdAt: number
  priority: number
  conditions: readonly Condition[]
  actions: readonly ListenerAction[]
}

/** A rule that may be changed. Throws for what is no ARN, for that of nothing, and for a listener's default rule. */
export function findRule(elb: Elb, arn: string, change: 'modified' | 'deleted' | 'given a priority'): Rule {
  checkArn(arn, 'listener rule')
  const rule = elb.rules.get(arn)
  if (rule && isVisible(elb.ec2, rule.createdAt)) return rule
  if (isDefault(elb, arn)) {
    throw new Refusal('OperationNotPermitted', `Default rule '${arn}' cannot be ${change}`)
  }
  throw new Refusal('RuleNotFound', `Rule '${arn}' not found`)
}

export const isDefault = ({ listeners }: Elb, arn: string): boolean =>
  [...listeners.values()].some((listener) => defaultRuleArn(listener) === arn)

export const ruleFields = ({ arn, priority, conditions, actions }: Rule): XmlFields => ({
  RuleArn: arn,
  Priority: String(priority),
  Conditions: conditions.map(conditionFields),
  Actions: actions.map(actionFields),
  IsDefault: false,
})

export const defaultRuleFields = (listener: Listener): XmlFields => ({
  RuleArn: defaultRuleArn(listener),
  Priority: 'default',
  Conditions: [],
  Actions: listener.actions.map(actionFields),
  IsDefault: true,
})
