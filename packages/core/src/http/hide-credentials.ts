import type { HttpRequest } from './messages.ts'

/** Shorter words of a header are dates and names. */
const shortest = 20

/**
 * Takes what signing added to a request out of what the provider says: AWS tells the whole request where a signature is wrong, the session
 * token included. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function hideCredentials(
  text: string,
  { headers }: HttpRequest,
  unsigned: HttpRequest['headers'],
): string {
  let told = text
  for (const name in headers) {
    const value = name in unsigned ? '' : (headers[name] ?? '')
    for (const word of [value, ...value.split(/[\s,]+/), ...value.split(/[\s,=/]+/)])
      if (word.length >= shortest) told = told.replaceAll(word, '[secret]')
  }
  return told
}
