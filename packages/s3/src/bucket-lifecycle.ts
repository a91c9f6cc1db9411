import type { CallOptions, Ref } from '@cloud/core'
import {
  boolean,
  checkList,
  checkNames,
  checkText,
  defined,
  flat,
  invalid,
  number,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { getSetting, putSetting, removeSetting, type S3Driver, setting } from './bucket-settings.ts'
import type { XmlElement } from './xml-text.ts'

/** When objects go to a cheaper class. */
export interface LifecycleTransition {
  /** After they were made. */
  readonly days: number
  /** As in `GLACIER`. */
  readonly storageClass: string
}

/** What becomes of objects with time; at least one of its consequences. */
export interface LifecycleRule {
  readonly id?: string | undefined
  /** Left out, true. */
  readonly enabled?: boolean | undefined
  /** Keys that begin with it; left out, all. */
  readonly prefix?: string | undefined
  /** Objects go after so many days. */
  readonly expireAfterDays?: number | undefined
  /** Deletions that nothing is left behind go. */
  readonly expireDeleteMarkers?: boolean | undefined
  /** Versions go so many days after they were replaced. */
  readonly expireOldVersionsAfterDays?: number | undefined
  /** Uploads that nobody completes go after so many days, with their parts. */
  readonly abortUploadsAfterDays?: number | undefined
  readonly transitions?: readonly LifecycleTransition[] | undefined
}

interface RuleWire {
  readonly ID?: string
  readonly Status: string
  readonly Prefix?: string
  readonly Filter?: { readonly Prefix?: string; readonly And?: { readonly Prefix?: string } }
  readonly Expiration?: { readonly Days?: number; readonly ExpiredObjectDeleteMarker?: boolean }
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays?: number }
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: number }
  readonly Transition: readonly { readonly Days?: number; readonly StorageClass?: string }[]
}
interface LifecycleWire {
  readonly Rule: readonly RuleWire[]
}

const prefixed = /* @__PURE__ */ object<{ readonly Prefix?: string }>({ Prefix: text })
const shape: XmlShape<LifecycleWire> = /* @__PURE__ */ object<LifecycleWire>({
  Rule: /* @__PURE__ */ flat(
    /* @__PURE__ */ object<RuleWire>({
      ID: text,
      Status: /* @__PURE__ */ required(text),
      Prefix: text,
      Filter: /* @__PURE__ */ object<NonNullable<RuleWire['Filter']>>({ Prefix: text, And: prefixed }),
      Expiration: /* @__PURE__ */ object<NonNullable<RuleWire['Expiration']>>({
        Days: number,
        ExpiredObjectDeleteMarker: boolean,
      }),
      NoncurrentVersionExpiration: /* @__PURE__ */ object<{ readonly NoncurrentDays?: number }>({
        NoncurrentDays: number,
      }),
      AbortIncompleteMultipartUpload: /* @__PURE__ */ object<{ readonly DaysAfterInitiation?: number }>({
        DaysAfterInitiation: number,
      }),
      Transition: /* @__PURE__ */ flat(
        /* @__PURE__ */ object<RuleWire['Transition'][number]>({ Days: number, StorageClass: text }),
      ),
    }),
  ),
})

const lifecycle = /* @__PURE__ */ setting<LifecycleWire, readonly LifecycleRule[]>({
  parameter: 'lifecycle',
  get: 'GetBucketLifecycleConfiguration',
  put: 'PutBucketLifecycleConfiguration',
  remove: 'DeleteBucketLifecycle',
  root: 'LifecycleConfiguration',
  shape,
  toValue: ({ Rule }) => Rule.map(toRule),
  write: (rules) => rules.map(ruleElement),
})

function toRule(wire: RuleWire): LifecycleRule {
  const { Filter, Expiration, Transition } = wire
  return {
    enabled: wire.Status === 'Enabled',
    ...defined({
      id: wire.ID,
      prefix: (Filter?.Prefix ?? Filter?.And?.Prefix ?? wire.Prefix) || undefined,
      expireAfterDays: Expiration?.Days,
      expireDeleteMarkers: Expiration?.ExpiredObjectDeleteMarker,
      expireOldVersionsAfterDays: wire.NoncurrentVersionExpiration?.NoncurrentDays,
      abortUploadsAfterDays: wire.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    }),
    ...(Transition.length > 0 && {
      transitions: Transition.map(({ Days = 0, StorageClass = '' }) => ({
        days: Days,
        storageClass: StorageClass,
      })),
    }),
  }
}

function ruleElement(rule: LifecycleRule): XmlElement {
  const { expireAfterDays, expireDeleteMarkers, expireOldVersionsAfterDays, abortUploadsAfterDays } = rule
  const expires = expireAfterDays !== undefined || expireDeleteMarkers !== undefined
  const inside = (name: string, value: number | undefined): readonly XmlElement[] | undefined =>
    value === undefined ? undefined : [[name, value]]
  return [
    'Rule',
    [
      ['ID', rule.id],
      ['Filter', [['Prefix', rule.prefix ?? '']]],
      ['Status', rule.enabled === false ? 'Disabled' : 'Enabled'],
      ...(rule.transitions ?? []).map(
        ({ days, storageClass }): XmlElement => [
          'Transition',
          [
            ['Days', days],
            ['StorageClass', storageClass],
          ],
        ],
      ),
      [
        'Expiration',
        expires
          ? [
              ['Days', expireAfterDays],
              ['ExpiredObjectDeleteMarker', expireDeleteMarkers],
            ]
          : undefined,
      ],
      ['NoncurrentVersionExpiration', inside('NoncurrentDays', expireOldVersionsAfterDays)],
      ['AbortIncompleteMultipartUpload', inside('DaysAfterInitiation', abortUploadsAfterDays)],
    ],
  ]
}

/** Empty where there are none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export async function getBucketLifecycle(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  call?: CallOptions,
): Promise<readonly LifecycleRule[]> {
  return (await getSetting(driver, lifecycle, bucket, call)) ?? []
}

/**
 * Makes the rules these and no others; at most 1,000.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
 */
export async function putBucketLifecycle(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  rules: readonly LifecycleRule[],
  call?: CallOptions,
): Promise<void> {
  checkList('rules', rules, checkRule)
  if (rules.length > 1000) throw invalid(`There are ${rules.length} rules`, 'at most 1,000')
  if (rules.length === 0) return removeSetting(driver, lifecycle, bucket, call)
  return putSetting(driver, lifecycle, bucket, rules, call)
}

const days = ['expireAfterDays', 'expireOldVersionsAfterDays', 'abortUploadsAfterDays'] as const

function checkRule(what: string, rule: LifecycleRule): void {
  checkNames(what, rule, ['id', 'enabled', 'prefix', 'expireDeleteMarkers', 'transitions', ...days])
  const { id, prefix, transitions, expireDeleteMarkers } = rule
  if (id !== undefined) checkText(`${what}.id`, id, { max: 255 })
  if (prefix !== undefined) checkText(`${what}.prefix`, prefix, { min: 0, max: 1024 })
  for (const name of days) if (rule[name] !== undefined) checkDays(`${what}.${name}`, rule[name], 1)
  checkList(`${what}.transitions`, transitions, (place, each) => {
    checkNames(place, each, ['days', 'storageClass'])
    checkDays(`${place}.days`, each.days, 0)
    checkText(`${place}.storageClass`, each.storageClass, { max: 64 })
  })
  if (days.every((name) => rule[name] === undefined) && !transitions?.length && !expireDeleteMarkers)
    throw invalid(
      `${what} does nothing`,
      `one of ${[...days, 'expireDeleteMarkers', 'transitions'].join(', ')}`,
    )
  if (rule.expireAfterDays !== undefined && expireDeleteMarkers)
    throw invalid(`${what} has expireDeleteMarkers beside expireAfterDays`, 'one of the two')
}

function checkDays(what: string, value: number, min: number): void {
  if (!Number.isInteger(value) || value < min || value > 2 ** 31 - 1)
    throw invalid(`${what} is ${value}`, `a whole number from ${min}`)
}
