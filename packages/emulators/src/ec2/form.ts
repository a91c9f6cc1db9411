import { Refusal } from './refusal.ts'

/** Reads `a=b&c=d`. Refuses what is not encoded as a form: a lone `%`, bytes that are no UTF-8, a name that comes twice. */
export function readForm(text: string): Map<string, string> {
  const params = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    if (params.has(name)) {
      throw new Refusal('InvalidQueryParameter', `The parameter ${name} is given more than once`)
    }
    params.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)))
  }
  return params
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Refusal('MalformedQueryString', 'The query string contains a syntax error')
  }
}
