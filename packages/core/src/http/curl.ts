import type { HttpRequest } from './messages.ts'
import type { TraceEvent } from './trace.ts'
import { isStreamed } from './watched-body.ts'

/** Values are shown where the name tells that they are harmless; whatever else there is may be a secret. */
const harmless =
  /(action|version|name|ids?|image|size|bytes|region|zone|type|state|status|protocol|port|ip|count|page)(\.\d+)*$/i
/** What of those is none: an access key's id, the name of a session, whatever is within the credentials. */
const delicate = /key|pass|secret|token|auth|cred|session|data|sign/i
const harmlessHeader = /^(accept|content-type|host|range)$/

const hidden = '[secret]'
const shows = (name: string) => harmless.test(name) && !delicate.test(name)
const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`

/** An attempt as a line for a shell, secrets left out, with what came of it as a comment. */
export function curl(
  { origin, path, method, headers, body }: HttpRequest,
  { attempt, durationMs, status, error }: TraceEvent,
): string {
  let line = `curl -X ${method} ${quote(origin + path.replace(/\?.*/s, form))}`
  for (const name in headers)
    line += ` -H ${quote(`${name}: ${harmlessHeader.test(name) ? headers[name] : hidden}`)}`
  if (body !== undefined) line += ` --data ${quote(content(body, headers['content-type']))}`
  return `${line} # ${status ?? error} in ${Math.round(durationMs)} ms, attempt ${attempt}\n`
}

function content(body: NonNullable<HttpRequest['body']>, type = ''): string {
  if (isStreamed(body)) return '[a stream]'
  if (typeof body === 'string') {
    if (/urlencoded/.test(type)) return form(body)
    try {
      return JSON.stringify(JSON.parse(body), (name, value: unknown) =>
        (Object(value) === value && !delicate.test(name)) || shows(name) ? value : hidden,
      )
    } catch {}
  }
  return `[${body.length} bytes]`
}

const form = (text: string) =>
  text.replace(/([^?&=]+)=[^&]*/g, (pair, name: string) => (shows(name) ? pair : `${name}=${hidden}`))
