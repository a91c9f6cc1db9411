import type { Json } from './command.ts'

/** An answer as a request gets it that does not ask for JSON: a list is its element once for each item. */
export const xmlAnswer = (name: string, body: Json): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${name} cloud-stack-version="4.22.0.0">${content(body)}</${name}>`

function content(value: Json): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return escaped(String(value))
  return Object.entries(value)
    .map(([name, member]) =>
      Array.isArray(member) ? member.map((item) => element(name, item)).join('') : element(name, member),
    )
    .join('')
}

const element = (name: string, value: Json): string =>
  value === undefined ? '' : `<${name}>${content(value)}</${name}>`

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (mark) => (mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : '&gt;'))
