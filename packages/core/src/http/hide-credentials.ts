import type { HttpDraft, HttpRequest } from './messages.ts'

/** Shorter words of a header or a parameter are dates and names. */
const shortest = 20

/** Headers of a key that the caller encrypts an object with, as S3 and Google call them. */
const keyHeader = /-(customer|encryption)-key(-md5|-sha256)?$/i

/**
 * Takes what signing added to a request out of what the provider says: AWS tells the whole request where a signature is wrong, the session
 * token included, and CloudStack's key and signature are parameters, which whatever quotes the address or the form quotes too. So are keys
 * of the caller's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function hideCredentials(text: string, signed: HttpRequest, unsigned: HttpDraft): string {
  let told = text
  for (const word of addedWords(signed, unsigned))
    if (word.length >= shortest) told = told.replaceAll(word, '[secret]')
  return told
}

/** What of the headers, the query and the form the draft has not: the whole values before their parts. */
function addedWords(signed: HttpRequest, unsigned: HttpDraft): readonly string[] {
  const words: string[] = []
  for (const name in signed.headers) {
    const isSecret = !(name in unsigned.headers) || keyHeader.test(name)
    const value = isSecret ? (signed.headers[name] ?? '') : ''
    words.push(value, ...value.split(/[\s,]+/), ...value.split(/[\s,=/]+/))
  }
  const known = new Set([...parametersOf(unsigned.path), ...formOf(unsigned)])
  for (const parameter of [...parametersOf(signed.path), ...formOf(signed)]) {
    if (known.has(parameter)) continue
    const value = parameter.slice(parameter.indexOf('=') + 1)
    words.push(value, decoded(value))
  }
  return words
}

function parametersOf(path: string): readonly string[] {
  const start = path.indexOf('?')
  return start < 0 ? [] : path.slice(start + 1).split('&')
}

function formOf({ headers, body }: Pick<HttpRequest, 'headers' | 'body'>): readonly string[] {
  const isForm = typeof body === 'string' && headers['content-type']?.includes('urlencoded')
  return isForm ? body.split('&') : []
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
