import { invalid } from './refusals.ts'

/** An attribute's value where nothing set it, and what may be set. */
export interface AttributeRule {
  readonly default: string
  readonly fits: RegExp | ((value: string) => boolean)
}

export type AttributeRules = Readonly<Record<string, AttributeRule>>

export const flag = (value: 'true' | 'false'): AttributeRule => ({ default: value, fits: /^(?:true|false)$/ })

export const number = (value: number, from: number, to: number): AttributeRule => ({
  default: String(value),
  fits: (text) => /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to,
})

export const oneOf = (first: string, ...others: readonly string[]): AttributeRule => ({
  default: first,
  fits: (text) => text === first || others.includes(text),
})

export const text = (longest: number): AttributeRule => ({
  default: '',
  fits: (given) => given.length <= longest,
})

export interface AttributeInput {
  readonly Key?: string
  readonly Value?: string
}

/** What was set before, with what is set now. Throws for a key that is none of the rules', and for a value that does not fit. */
export function withAttributes(
  rules: AttributeRules,
  before: ReadonlyMap<string, string>,
  given: readonly AttributeInput[],
): ReadonlyMap<string, string> {
  const after = new Map(before)
  const seen = new Set<string>()
  for (const { Key: key = '', Value: value = '' } of given) {
    if (seen.has(key)) throw invalid(`Attribute key '${key}' is specified more than once`)
    seen.add(key)
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined
    if (!rule) throw invalid(`Attribute key '${key}' is not recognized`)
    const fits = rule.fits instanceof RegExp ? rule.fits.test(value) : rule.fits(value)
    if (!fits) throw invalid(`'${value}' is not a valid value for attribute '${key}'`)
    after.set(key, value)
  }
  return after
}

export const attributeOf = (
  rules: AttributeRules,
  set: ReadonlyMap<string, string>,
  key: string,
): string | undefined => set.get(key) ?? rules[key]?.default

export const attributeFields = (
  rules: AttributeRules,
  set: ReadonlyMap<string, string>,
): readonly { readonly Key: string; readonly Value: string }[] =>
  Object.entries(rules).map(([Key, rule]) => ({ Key, Value: set.get(Key) ?? rule.default }))
