import { checkTags, invalid, put } from '@cloud/core/driver'

/** Tags of this driver: by the intent the call that made a thing is found again, by the digest its options are told from others. */
export const intentPrefix = 'cloud-intent:'
export const digestPrefix = 'cloud-options:'

/** A word has 255 characters. */
export const tagLimits = { most: 50, key: 255, value: 255 } as const

/** The API's tags are words: a tag with a value is `key:value`, one without is `key`. `invalid` for what is none. */
export function toWords(tags: Readonly<Record<string, string>>): string[] {
  checkTags(tags, tagLimits)
  return Object.entries(tags).map(([key, value]) => checkWord(key, value === '' ? key : `${key}:${value}`))
}

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Tags */
function checkWord(key: string, word: string): string {
  if (!/^[\w-]+$/.test(key) || !/^[\w:-]{1,255}$/.test(word)) {
    throw invalid(
      `The tag ${JSON.stringify(word)} cannot be stored`,
      'letters, digits, _ and -, and in values : as well',
    )
  }
  if (isOwnWord(word)) throw invalid(`The tag ${key} is the driver's own`)
  return word
}

/** Whether a word is the driver's, by which it finds again what it made. */
export const isOwnWord = (word: string): boolean =>
  word.startsWith(intentPrefix) || word.startsWith(digestPrefix)

/** In small letters: DigitalOcean's words are the same whatever their case. */
export const keyOf = (word: string): string => (word.split(':', 1)[0] ?? word).toLowerCase()

export function toTags(words: readonly string[] | null | undefined): Record<string, string> {
  const tags: Record<string, string> = {}
  for (const word of words ?? []) {
    if (isOwnWord(word)) continue
    const colon = word.indexOf(':')
    if (colon > 0) put(tags, word.slice(0, colon), word.slice(colon + 1))
    else put(tags, word, '')
  }
  return tags
}
