import type { XmlFields } from '../../ec2/xml.ts'
import { invalid, refuseUnused } from '../refusals.ts'

interface ValuesInput {
  readonly Values?: readonly string[]
}

export interface ConditionInput extends ValuesInput {
  readonly Field?: string
  readonly HostHeaderConfig?: ValuesInput
  readonly PathPatternConfig?: ValuesInput
  readonly HttpHeaderConfig?: ValuesInput & { readonly HttpHeaderName?: string }
  readonly HttpRequestMethodConfig?: ValuesInput
  readonly SourceIpConfig?: ValuesInput
  readonly QueryStringConfig?: {
    readonly Values?: readonly { readonly Key?: string; readonly Value?: string }[]
  }
}

/** One of a rule's, all of which a request must meet; of the values, one. */
export type Condition =
  | { readonly field: TextField; readonly values: readonly string[] }
  | { readonly field: 'http-header'; readonly name: string; readonly values: readonly string[] }
  | {
      readonly field: 'query-string'
      readonly pairs: readonly { readonly Key?: string; readonly Value?: string }[]
    }

const configs = {
  'host-header': 'HostHeaderConfig',
  'path-pattern': 'PathPatternConfig',
  'http-request-method': 'HttpRequestMethodConfig',
  'source-ip': 'SourceIpConfig',
} as const

type TextField = keyof typeof configs

const forms: Readonly<Record<TextField, RegExp>> = {
  'host-header': /^[\w.*?-]{1,128}$/,
  'path-pattern': /^[\w\-.$/~"'@:+&*?]{1,128}$/,
  'http-request-method': /^[A-Z_-]{1,40}$/,
  'source-ip': /^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$|^[0-9a-f:]+\/\d{1,3}$/i,
}

const mostValues = 5

/** Throws for a condition that is none, and for values that are too many over all. */
export function readConditions(given: readonly ConditionInput[]): readonly Condition[] {
  const conditions = given.map(readCondition)
  const count = conditions.reduce(
    (sum, one) => sum + (one.field === 'query-string' ? one.pairs : one.values).length,
    0,
  )
  if (conditions.length === 0) throw invalid('A condition must be specified')
  if (count > mostValues) throw invalid(`A rule can only have '${mostValues}' condition values`)
  return conditions
}

function readCondition(given: ConditionInput): Condition {
  refuseUnused(given, ['RegexValues'])
  const { Field: field = '', HttpHeaderConfig: header, QueryStringConfig: query } = given
  if (field === 'query-string') {
    const pairs = query?.Values ?? []
    if (pairs.length === 0) throw invalid('A query-string condition must have values')
    return { field, pairs }
  }
  if (field === 'http-header') {
    const { HttpHeaderName: name = '', Values: values = [] } = header ?? {}
    if (!/^[!#$%&'*+.^_`|~0-9a-zA-Z-]{1,40}$/.test(name))
      throw invalid(`'${name}' is not a valid HTTP header name`)
    if (values.length === 0) throw invalid('An http-header condition must have values')
    return { field, name, values }
  }
  if (!isTextField(field)) throw invalid(`Condition field '${field}' must be one of '[${fields.join(', ')}]'`)
  const config = given[configs[field]]
  if (config) refuseUnused(config, ['RegexValues'])
  const values = config?.Values ?? given.Values ?? []
  if (values.length === 0) throw invalid(`A ${field} condition must have values`)
  const wrong = values.find((value) => !forms[field].test(value))
  if (wrong !== undefined) throw invalid(`Condition value '${wrong}' is not valid for the field '${field}'`)
  return { field, values }
}

const fields = [...Object.keys(configs), 'http-header', 'query-string']

const isTextField = (field: string): field is TextField => Object.hasOwn(configs, field)

export function conditionFields(condition: Condition): XmlFields {
  const { field } = condition
  if (field === 'query-string') {
    return { Field: field, QueryStringConfig: { Values: condition.pairs.map((pair) => ({ ...pair })) } }
  }
  const { values } = condition
  if (field === 'http-header') {
    return { Field: field, HttpHeaderConfig: { HttpHeaderName: condition.name, Values: values } }
  }
  // The values of the first two kinds of condition that there were are told where they always were, too.
  const old = field === 'host-header' || field === 'path-pattern'
  return { Field: field, ...(old && { Values: values }), [configs[field]]: { Values: values } }
}
