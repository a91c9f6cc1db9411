import type { QueryParameters } from '@cloud/aws'
import { checkOptions, type OptionKind, type OptionKinds, toWireTime } from './check-options.ts'

/** By option, what EC2 calls it (dots lead into a structure) and what it is. */
export interface OptionFields {
  readonly [name: string]: readonly [wire: string, kind: FieldKind]
}

type FieldKind =
  | Extract<OptionKind, string>
  | OptionFields
  | readonly [Extract<OptionKind, string> | OptionFields]

/** `invalid` for options that there are not, or that are of another kind. */
export function checkFields(what: string, given: object, fields: OptionFields, path: string): void {
  checkOptions(what, given, kindsOf(fields), path)
}

function kindsOf(fields: OptionFields): OptionKinds {
  return Object.fromEntries(Object.entries(fields).map(([name, [, kind]]) => [name, kindOf(kind)]))
}

function kindOf(kind: FieldKind): OptionKind {
  if (typeof kind === 'string') return kind
  return isList(kind) ? [kindOf(kind[0])] : kindsOf(kind)
}

const isList = (kind: object): kind is readonly [OptionFields | Extract<OptionKind, string>] =>
  Array.isArray(kind)

/** Checked options as EC2's parameters; those that are not of the fields are left out. */
export function toParameters(fields: OptionFields, given: object): QueryParameters {
  const known = Object.entries(given).flatMap(([name, value]) => {
    const field = fields[name]
    return field && value !== undefined ? [[field[0], toParameter(value, field[1])]] : []
  })
  return Object.fromEntries(known)
}

function toParameter(value: unknown, kind: FieldKind): unknown {
  if (kind === 'time') return toWireTime(String(value))
  if (typeof kind === 'string') return value
  return isList(kind)
    ? (value as readonly unknown[]).map((item) => toParameter(item, kind[0]))
    : toParameters(kind, value as object)
}
