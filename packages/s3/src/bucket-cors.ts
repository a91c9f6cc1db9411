import type { CallOptions, Ref } from '@cloud/core'
import {
  checkList,
  checkNames,
  checkText,
  defined,
  flat,
  invalid,
  number,
  object,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { getSetting, putSetting, removeSetting, type S3Driver, setting } from './bucket-settings.ts'
import type { XmlElement } from './xml-text.ts'

/** Which pages of other origins browsers let ask for objects. */
export interface CorsRule {
  readonly id?: string | undefined
  /** As in `https://example.com` or `https://*.example.com`; `*` for all. */
  readonly origins: readonly string[]
  readonly methods: readonly ('GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE')[]
  readonly headers?: readonly string[] | undefined
  /** Headers of answers that pages may see. */
  readonly exposeHeaders?: readonly string[] | undefined
  /** For how long browsers may remember it. */
  readonly maxAgeSeconds?: number | undefined
}

interface RuleWire {
  readonly ID?: string
  readonly AllowedOrigin: readonly string[]
  readonly AllowedMethod: readonly string[]
  readonly AllowedHeader: readonly string[]
  readonly ExposeHeader: readonly string[]
  readonly MaxAgeSeconds?: number
}
interface CorsWire {
  readonly CORSRule: readonly RuleWire[]
}

const shape: XmlShape<CorsWire> = /* @__PURE__ */ object<CorsWire>({
  CORSRule: /* @__PURE__ */ flat(
    /* @__PURE__ */ object<RuleWire>({
      ID: text,
      AllowedOrigin: /* @__PURE__ */ flat(text),
      AllowedMethod: /* @__PURE__ */ flat(text),
      AllowedHeader: /* @__PURE__ */ flat(text),
      ExposeHeader: /* @__PURE__ */ flat(text),
      MaxAgeSeconds: number,
    }),
  ),
})

const cors = /* @__PURE__ */ setting<CorsWire, readonly CorsRule[]>({
  parameter: 'cors',
  get: 'GetBucketCors',
  put: 'PutBucketCors',
  remove: 'DeleteBucketCors',
  root: 'CORSConfiguration',
  shape,
  toValue: ({ CORSRule }) => CORSRule.map(toRule),
  write: (rules) => rules.map(ruleElement),
})

const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const

function toRule(wire: RuleWire): CorsRule {
  return {
    origins: wire.AllowedOrigin,
    methods: methods.filter((method) => wire.AllowedMethod.includes(method)),
    headers: wire.AllowedHeader,
    exposeHeaders: wire.ExposeHeader,
    ...defined({ id: wire.ID, maxAgeSeconds: wire.MaxAgeSeconds }),
  }
}

const ruleElement = (rule: CorsRule): XmlElement => [
  'CORSRule',
  [
    ['ID', rule.id],
    ...each('AllowedOrigin', rule.origins),
    ...each('AllowedMethod', rule.methods),
    ...each('AllowedHeader', rule.headers),
    ...each('ExposeHeader', rule.exposeHeaders),
    ['MaxAgeSeconds', rule.maxAgeSeconds],
  ],
]

const each = (name: string, values: readonly string[] = []): readonly XmlElement[] =>
  values.map((value) => [name, value])

/** Empty where there are none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export async function getBucketCors(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  call?: CallOptions,
): Promise<readonly CorsRule[]> {
  return (await getSetting(driver, cors, bucket, call)) ?? []
}

/** Makes the rules these and no others; at most 100. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export async function putBucketCors(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  rules: readonly CorsRule[],
  call?: CallOptions,
): Promise<void> {
  checkList('rules', rules, checkRule)
  if (rules.length > 100) throw invalid(`There are ${rules.length} rules`, 'at most 100')
  if (rules.length === 0) return removeSetting(driver, cors, bucket, call)
  return putSetting(driver, cors, bucket, rules, call)
}

function checkRule(what: string, rule: CorsRule): void {
  checkNames(what, rule, ['id', 'origins', 'methods', 'headers', 'exposeHeaders', 'maxAgeSeconds'])
  const { origins, headers, exposeHeaders, maxAgeSeconds } = rule
  if (rule.id !== undefined) checkText(`${what}.id`, rule.id, { max: 255 })
  for (const [name, values] of Object.entries({ origins, headers, exposeHeaders }))
    checkList(`${what}.${name}`, values, (place, value) => checkText(place, value, { max: 2048 }))
  if (!origins?.length) throw invalid(`${what} has no origins`, "at least one, or '*'")
  checkList(`${what}.methods`, rule.methods, (place, method) => {
    if (!methods.includes(method)) throw invalid(`${place} is ${JSON.stringify(method)}`, methods.join(', '))
  })
  if (!rule.methods?.length) throw invalid(`${what} has no methods`, 'at least one')
  if (maxAgeSeconds !== undefined && !(Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= 0))
    throw invalid(`${what}.maxAgeSeconds is ${maxAgeSeconds}`, 'a whole number from 0')
}
