import { checkList, checkNames, checkText, invalid, nodeNet } from '@cloud/core/driver'

/**
 * What an option is. A number is a whole one from 1, a price one of US dollars, a time RFC 3339. Words apart by `|` are all that it may be;
 * in braces it has options of its own, in brackets it is a list.
 */
export type OptionKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'price'
  | 'time'
  | 'IPv4'
  | 'IPv6'
  | `${string}|${string}`
  | OptionKinds
  | readonly [OptionKind]

/** By the name of an option, what it is. */
export interface OptionKinds {
  readonly [name: string]: OptionKind
}

/** Checks options of the provider's own; `invalid` for one that it has not, or that is of another kind. Errors name each after `path`. */
export function checkOptions(what: string, given: object, kinds: OptionKinds, path = ''): void {
  checkNames(what, given, Object.keys(kinds))
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) checkKind(path + name, value, kinds[name])
}

function checkKind(name: string, value: unknown, kind: OptionKind | undefined): void {
  if (kind === 'number') checkWhole(name, value)
  else if (kind === 'boolean') checkBoolean(name, value)
  else if (typeof kind === 'object') checkInner(name, value, kind)
  else if (kind?.includes('|')) checkWord(name, value, kind.split('|'))
  else if (kind === 'price') checkPrice(name, value)
  else checkForm(name, checkText(name, value, { max: 2048 }), kind)
}

function checkInner(name: string, value: unknown, kind: OptionKinds | readonly [OptionKind]): void {
  if (isList(kind))
    checkList(name, value as readonly unknown[], (what, item) => checkKind(what, item, kind[0]))
  else checkOptions(name, value as object, kind, `${name}.`)
}

const isList = (kind: OptionKinds | readonly [OptionKind]): kind is readonly [OptionKind] =>
  Array.isArray(kind)

function checkBoolean(name: string, value: unknown): void {
  if (typeof value !== 'boolean') throw invalid(`${name} must be a boolean, and is ${typeof value}`)
}

function checkWord(name: string, value: unknown, words: readonly unknown[]): void {
  if (!words.includes(value))
    throw invalid(`${name} is ${JSON.stringify(value)}`, `one of ${words.join(', ')}`)
}

/** Smaller ones would be written with an exponent, and no price of EC2 is as small. */
function checkPrice(name: string, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 1e-6 && value < 1e6))
    throw invalid(`${name} is ${String(value)}`, 'a number of US dollars an hour, from 0.000001')
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function checkForm(name: string, value: string, kind: string | undefined): void {
  const fits =
    kind === 'time'
      ? time.test(value) && !Number.isNaN(Date.parse(value))
      : kind === 'text' || kind === `IPv${nodeNet().isIP(value)}`
  if (!fits)
    throw invalid(
      `${name} is ${JSON.stringify(value)}`,
      kind === 'time' ? 'a time of RFC 3339' : `an address of ${kind}`,
    )
}

export function checkWhole(name: string, value: unknown): void {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw invalid(`${name} is ${String(value)}`, 'a whole number from 1')
}

/** A time as EC2 takes it. */
export function toWireTime(time: string): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
