import { invalid } from '@cloud/core/driver'

/** Tags of this driver: by the intent the call that made a thing is found again, by the digest its options are told from others. */
export const intentPrefix = 'cloud-intent:'
export const digestPrefix = 'cloud-options:'

/** The API's tags are words: a tag with a value is `key:value`, one without is `key`. */
export function toWords(tags: Readonly<Record<string, string>>): string[] {
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
  if (word.startsWith(intentPrefix) || word.startsWith(digestPrefix))
    throw invalid(`The tag ${key} is the driver's own`)
  return word
}

export function toTags(words: readonly string[] | null | undefined): Record<string, string> {
  const own = (words ?? []).filter((word) => !word.startsWith(intentPrefix) && !word.startsWith(digestPrefix))
  return Object.fromEntries(
    own.map((word) => {
      const [, key = word, value = ''] = /^([^:]+):(.*)$/s.exec(word) ?? []
      return [key, value]
    }),
  )
}
