import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { childrenOf, textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import type { XmlElement } from '../xml-reader.ts'
import { changeSettings } from './bucket-changes.ts'
import { shownDocument } from './shown-document.ts'

const mostRules = 1_000
const longestId = 255

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export const getBucketLifecycle: BucketHandler = (_s3, { bucket }) => {
  const { lifecycle } = bucket.settings
  if (!lifecycle)
    throw new Refusal('NoSuchLifecycleConfiguration', undefined, {
      details: { BucketName: bucket.name },
    })
  return xmlAnswer('LifecycleConfiguration', shownDocument(lifecycle), {
    'x-amz-transition-default-minimum-object-size': 'all_storage_classes_128K',
  })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html: kept and shown; nothing here expires by it. */
export const putBucketLifecycle: BucketHandler = (s3, { bucket, document }) => {
  const rules = childrenOf(document, 'Rule')
  if (!document || rules.length > mostRules) throw new Refusal('MalformedXML')
  const named = rules.map((rule): XmlElement => {
    if (textOf(rule, 'ID') !== undefined) return rule
    return { ...rule, children: [element('ID', s3.random.hex(32)), ...rule.children] }
  })
  const ids = named.map((rule) => textOf(rule, 'ID') ?? '')
  if (ids.some((id) => id.length > longestId))
    throw new Refusal('InvalidArgument', 'ID length should not exceed allowed limit of 255')
  if (new Set(ids).size < ids.length)
    throw new Refusal('InvalidArgument', 'Rule ID must be unique. Found same ID for more than one rule')
  for (const rule of rules) checkRule(rule)
  changeSettings(s3, bucket, { ...bucket.settings, lifecycle: { ...document, children: named } })
  return emptyAnswer(200)
}

const element = (name: string, text: string): XmlElement => ({ name, text, children: [] })

const actions = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortIncompleteMultipartUpload',
]

function checkRule(rule: XmlElement): void {
  const has = (name: string) => childrenOf(rule, name).length > 0
  if (has('Prefix') === has('Filter')) throw new Refusal('MalformedXML')
  if (!actions.some(has))
    throw new Refusal('InvalidRequest', 'At least one action needs to be specified in a rule')
  const filter = rule.children.find(({ name }) => name === 'Filter')
  if ((filter?.children.length ?? 0) > 1) throw new Refusal('MalformedXML')
  for (const action of actions.flatMap((name) => childrenOf(rule, name))) checkAction(action)
}

/** When something happens is told in one way, as a day that can be. */
function checkAction(action: XmlElement): void {
  const when = action.children.filter(({ name }) =>
    ['Days', 'Date', 'ExpiredObjectDeleteMarker'].includes(name),
  )
  if (when.length > 1) throw new Refusal('MalformedXML')
  for (const { name, text } of action.children) {
    if (!/Days|NewerNoncurrentVersions/.test(name)) continue
    const least = action.name === 'Transition' || action.name === 'NoncurrentVersionTransition' ? 0 : 1
    if (Number(text) < least)
      throw new Refusal('InvalidArgument', `'${name}' for ${action.name} action must be a positive integer`)
  }
  const date = textOf(action, 'Date')
  if (date !== undefined && Date.parse(date) % 86_400_000 !== 0)
    throw new Refusal('InvalidArgument', "'Date' must be at midnight GMT")
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html */
export const deleteBucketLifecycle: BucketHandler = (s3, { bucket }) => {
  const { lifecycle: _lifecycle, ...rest } = bucket.settings
  changeSettings(s3, bucket, rest)
  return emptyAnswer(204)
}
