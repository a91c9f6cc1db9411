import { checkText, invalid } from '@cloud/core/driver'
import { digestPrefix, intentPrefix, toWords } from './tags-wire.ts'

/** The words for tags that a caller gave; `invalid` for what is none. */
export function wordsOf(tags: Readonly<Record<string, string>>): string[] {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags))
    throw invalid('tags must be an object of texts')
  for (const [key, value] of Object.entries(tags)) {
    checkText('The key of a tag', key, { max: 255 })
    checkText(`The tag ${key}`, value, { min: 0, max: 255 })
  }
  return toWords(tags)
}

/** Whether a word is the driver's, by which it finds again what it made. */
export const isOwnWord = (word: string): boolean =>
  word.startsWith(intentPrefix) || word.startsWith(digestPrefix)

/** In small letters: DigitalOcean's words are the same whatever their case. */
export const keyOf = (word: string): string => (word.split(':', 1)[0] ?? word).toLowerCase()
