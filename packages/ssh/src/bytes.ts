import { invalid } from '@cloud/core/driver'

/** What can be sent: text, which goes as UTF-8, or bytes. */
export function checkBytes(what: string, content: unknown): void {
  if (typeof content === 'string' || content instanceof Uint8Array) return
  throw invalid(`${what} must be a string or a Uint8Array, and is ${typeof content}`)
}

export const bytesOf = (content: string | Uint8Array): Buffer =>
  typeof content === 'string'
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
