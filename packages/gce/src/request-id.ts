import { nodeCrypto } from '@cloud/core/driver'

/**
 * A `requestId`, which the API wants to be a UUID: the same one for the same text, so that who repeats a call in another process repeats
 * its id, and a new one without a text.
 */
export function requestId(text?: string): string {
  if (text === undefined) return crypto.randomUUID()
  const digits = nodeCrypto().hash('sha256', text)
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16)
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ]
  return parts.join('-')
}
