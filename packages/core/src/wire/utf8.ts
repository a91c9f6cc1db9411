import { CloudError } from '../errors.ts'

const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true })

/**
 * The text of an answer, without a byte order mark. Bytes that are not UTF-8, and lone surrogates in a string, are a
 * `protocol` error: replacing them would change names and ids silently.
 */
export function utf8Text(body: Uint8Array | string): string {
  if (typeof body === 'string') {
    if (!body.isWellFormed()) throw new CloudError('the answer holds a lone surrogate', { code: 'protocol' })
    return body.charCodeAt(0) === 0xfeff ? body.slice(1) : body
  }
  try {
    return decoder.decode(body)
  } catch {
    throw new CloudError('the answer is not UTF-8', { code: 'protocol' })
  }
}
