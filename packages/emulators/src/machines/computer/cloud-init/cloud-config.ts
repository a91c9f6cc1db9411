import { parse } from 'yaml'

export type Config = Readonly<Record<string, unknown>>

/** Values as YAML gives them, read leniently as cloud-init does: a list may be one word, a flag a string. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
export const asTexts = (value: unknown): readonly string[] =>
  asList(value).flatMap((item) => asText(item) ?? [])
export const asConfig = (value: unknown): Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : {}
export const asFlag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean'
    ? value
    : typeof value === 'string'
      ? /^(true|yes|on|1)$/i.test(value)
      : otherwise

/** Reads a `#cloud-config` document; throws when it is no YAML or no mapping. */
export function readConfig(text: string): Config {
  const value: unknown = parse(text, { maxAliasCount: 100 })
  if (value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error('a cloud-config is a mapping')
  return value as Config
}

/** A later document's keys replace an earlier one's; with `list(append)` its lists are put behind. */
export function mergeConfigs(earlier: Config, later: Config, how: string | undefined): Config {
  const rule = how ?? asText(later.merge_how) ?? asText(later.merge_type) ?? ''
  if (!/list\([^)]*append/.test(rule)) return { ...earlier, ...later }
  const entries = Object.entries(later).map(([key, value]) => {
    const before = earlier[key]
    return [key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value] as const
  })
  return { ...earlier, ...Object.fromEntries(entries) }
}
