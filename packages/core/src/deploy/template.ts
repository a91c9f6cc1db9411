import { checkNames, checkPlain, checkText } from '../check.ts'
import { checkMode } from '../check-mode.ts'
import { invalid } from '../errors.ts'
import { checkSecret, reveal, type Secret } from '../secret.ts'
import { type FileOptions, file } from './files.ts'
import type { Step } from './step.ts'

const place = /\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/g

/**
 * Writes a file on the machine, as `file` does, of a text in which each `{{name}}` is the value of that name. A name without a value, and a
 * value without a place, are `invalid` at once. Nothing is escaped. The mode is 0o644, or 0o600 where any value is a `Secret`, unless given.
 */
export function template(
  text: string,
  values: Readonly<Record<string, string | number | Secret>>,
  path: string,
  options: FileOptions = {},
): Step {
  if (typeof text !== 'string') throw invalid(`The template must be a string, and is ${typeof text}`)
  checkPlain('values', values)
  checkText('The path of the file', path, { max: 4096 })
  checkNames('template', options, ['title', 'mode', 'sudo', 'owner'])
  const names = new Set([...text.matchAll(place)].map(([, name = '']) => name))
  const lacking = [...names].find((name) => !Object.hasOwn(values, name))
  if (lacking !== undefined)
    throw invalid(`The template's {{${lacking}}} has no value`, 'values has all names')
  const spare = Object.keys(values).find((name) => !names.has(name))
  if (spare !== undefined) throw invalid(`The template has no {{${spare}}}`, 'values has no other names')
  const isSecret = Object.values(values).some((value) => typeof value === 'object')
  const mode = checkMode(options.mode ?? (isSecret ? 0o600 : 0o644))
  const filled = text.replace(place, (_all, name: string) => textOf(name, values[name]))
  return file(filled, path, { ...options, title: options.title ?? `template ${path}`, mode })
}

function textOf(name: string, value: string | number | Secret | undefined): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return reveal(checkSecret(`values.${name}`, value))
}
