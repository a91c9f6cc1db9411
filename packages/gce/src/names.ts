import { checkTags, checkText, invalid, put } from '@cloud/core/driver'

const name = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/

/** https://cloud.google.com/compute/docs/naming-resources */
export const isName = (text: string): boolean => name.test(text)

/** `invalid` for a name that Compute Engine has not. */
export function checkName(what: string, text: unknown): string {
  const given = checkText(`The name of the ${what}`, text, { max: 255 })
  if (isName(given)) return given
  throw invalid(
    `The name ${JSON.stringify(given)} is none of Compute Engine's`,
    '1 to 63 small letters, digits and -, beginning with a letter and not ending with -',
  )
}

/** Labels that the driver sets itself; they are no tags. */
export const intentLabel = 'cloud-intent'
export const digestLabel = 'cloud-digest'
const own: readonly string[] = [intentLabel, digestLabel]

/** Of the 64 that Compute Engine keeps, those that are left for tags. */
export const labelLimits = { most: 62, key: 63, value: 63 }

/** Tags as labels; `invalid` for what none can be. https://cloud.google.com/compute/docs/labeling-resources */
export function toLabels(tags: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  checkTags(tags, labelLimits)
  for (const [key, value] of Object.entries(tags)) {
    if (own.includes(key)) throw invalid(`The tag ${key} is the driver's own`)
    if (!isLabelKey(key))
      throw invalid(
        `The tag ${JSON.stringify(key)} cannot be a label`,
        'small letters, digits, _ and -, a letter first',
      )
    if (!isLabelValue(value))
      throw invalid(`The tag ${key} has a value that no label has`, 'small letters, digits, _ and -')
  }
  return tags
}

export const isLabelKey = (text: string): boolean => /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u.test(text)
export const isLabelValue = (text: string): boolean => /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(text)

/** Labels as tags, without those of the driver. */
export function toTags(labels: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const key of Object.keys(labels)) if (!own.includes(key)) put(tags, key, labels[key] ?? '')
  return tags
}

/** The labels of a thing that are the driver's own: they stay when its tags change. */
export function ownLabels(labels: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => own.includes(key)))
}
