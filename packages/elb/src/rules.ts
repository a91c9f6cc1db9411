import type { CallOptions, Listing } from '@cloud/core'
import {
  boolean,
  checkList,
  checkWhole,
  clientOf,
  type HasClient,
  list,
  named,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { type ActionWire, actionShape } from './actions-wire.ts'
import { type ElbClient, type PageWire, pageMembers, send } from './client.ts'
import { refusal } from './lookups.ts'
import { change, checkArn, look, pages, remove } from './provider-calls.ts'

type Driver = HasClient<ElbClient<'application'>>

type ValuesWire = { readonly Values: readonly string[] }

/** Which requests a rule is for. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html */
export type ConditionWire = {
  /** As in `path-pattern`, `host-header`, `http-header`, `http-request-method`, `query-string`, `source-ip`. */
  readonly Field: string
  readonly HostHeaderConfig?: ValuesWire
  readonly PathPatternConfig?: ValuesWire
  readonly HttpHeaderConfig?: ValuesWire & { readonly HttpHeaderName: string }
  readonly QueryStringConfig?: {
    readonly Values: readonly { readonly Key?: string; readonly Value: string }[]
  }
  readonly HttpRequestMethodConfig?: ValuesWire
  readonly SourceIpConfig?: ValuesWire
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html */
export interface RuleWire {
  readonly RuleArn: string
  /** A number, or `default`. */
  readonly Priority: string
  readonly IsDefault?: boolean
  readonly Conditions: readonly ConditionWire[]
  readonly Actions: readonly ActionWire[]
}

const values: XmlShape<ValuesWire> = object<ValuesWire>({ Values: list('member', text) })
const pair = object<{ readonly Key?: string; readonly Value: string }>({ Key: text, Value: required(text) })

const condition: XmlShape<ConditionWire> = object<ConditionWire>({
  Field: required(text),
  HostHeaderConfig: values,
  PathPatternConfig: values,
  HttpHeaderConfig: object<ValuesWire & { readonly HttpHeaderName: string }>({
    Values: list('member', text),
    HttpHeaderName: required(text),
  }),
  QueryStringConfig: object<NonNullable<ConditionWire['QueryStringConfig']>>({
    Values: list('member', pair),
  }),
  HttpRequestMethodConfig: values,
  SourceIpConfig: values,
})

interface RulesWire extends PageWire {
  readonly Rules: readonly RuleWire[]
}

const rulesAnswer: XmlShape<RulesWire> = object<RulesWire>({
  ...pageMembers,
  Rules: list(
    'member',
    object<RuleWire>({
      RuleArn: required(text),
      Priority: required(text),
      IsDefault: boolean,
      Conditions: list('member', condition),
      Actions: list('member', actionShape),
    }),
  ),
})

export interface CreateRule {
  /** 1 to 50000; the lowest that fits a request is the one. No other rule of the listener has it. */
  readonly priority: number
  readonly conditions: readonly ConditionWire[]
  readonly actions: readonly ActionWire[]
}

/** Those of a listener, in the order of their priorities; the last is its default. */
export function listRules(driver: Driver, listener: string, call?: CallOptions): Listing<RuleWire> {
  const parameters = { ListenerArn: checkArn('listener', listener) }
  const asked = { name: 'DescribeRules', parameters, answer: rulesAnswer }
  return pages(clientOf(driver), asked, ({ Rules }) => Rules, call)
}

/** `not-found` where there is none. */
export function getRule(driver: Driver, arn: string, call?: CallOptions): Promise<RuleWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { RuleArns: [checkArn('rule', arn)] }
    const asked = { name: 'DescribeRules', parameters, answer: rulesAnswer }
    return first((await look(client, asked, left)).Rules)
  })
}

/** `already-exists` where another one has the priority. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
export function createRule(
  driver: Driver,
  listener: string,
  { priority, conditions, actions }: CreateRule,
  call?: CallOptions,
): Promise<RuleWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const ListenerArn = checkArn('listener', listener)
    const Priority = checkWhole('priority', priority, 1, 50_000)
    const same = JSON.stringify([conditions, actions.map(({ Type }) => Type)])
    const find = async (inner: CallOptions): Promise<RulesWire | undefined> => {
      const all = await listRules(driver, ListenerArn, inner).toArray()
      const Rules = all.filter(
        (rule) =>
          rule.Priority === String(Priority) &&
          JSON.stringify([rule.Conditions, rule.Actions.map(({ Type }) => Type)]) === same,
      )
      return Rules.length > 0 ? { Rules } : undefined
    }
    const parameters = { ListenerArn, Priority, Conditions: conditions, Actions: actions }
    const request = { name: 'CreateRule', repeat: named(find), parameters, answer: rulesAnswer }
    return first((await send(client, request, left)).Rules)
  })
}

function first(rules: readonly RuleWire[]): RuleWire {
  const [rule] = rules
  if (rule !== undefined) return rule
  throw refusal('not-found', 'There is no such rule')
}

/** Changes what is given, and leaves the rest. */
export function modifyRule(
  driver: Driver,
  arn: string,
  { conditions, actions }: Partial<Omit<CreateRule, 'priority'>>,
  call?: CallOptions,
): Promise<RuleWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { RuleArn: checkArn('rule', arn), Conditions: conditions, Actions: actions }
    return first((await change(client, { name: 'ModifyRule', parameters, answer: rulesAnswer }, left)).Rules)
  })
}

/** The default one stays, and is `conflict`. */
export function deleteRule(driver: Driver, arn: string, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    remove(client, 'DeleteRule', { RuleArn: checkArn('rule', arn) }, left),
  )
}

/** Gives rules of one listener other priorities, all at once. */
export function setRulePriorities(
  driver: Driver,
  priorities: readonly { readonly rule: string; readonly priority: number }[],
  call?: CallOptions,
): Promise<readonly RuleWire[]> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkList('priorities', priorities, (what, { priority }) => checkWhole(what, priority, 1, 50_000))
    const RulePriorities = priorities.map(({ rule, priority }) => ({
      RuleArn: checkArn('rule', rule),
      Priority: priority,
    }))
    const asked = { name: 'SetRulePriorities', parameters: { RulePriorities }, answer: rulesAnswer }
    return (await change(client, asked, left)).Rules
  })
}
