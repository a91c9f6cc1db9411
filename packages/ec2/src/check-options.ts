import { checkNames, checkText, invalid } from '@cloud/core/driver'

/** By the name of an option, what it is. A number is a whole one from 1. */
export type OptionKinds = Readonly<Record<string, 'text' | 'number' | 'boolean'>>

/** Checks options of the provider's own; `invalid` for one that it has not, or that is of another kind. */
export function checkOptions(what: string, given: object, kinds: OptionKinds): void {
  checkNames(what, given, Object.keys(kinds))
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) checkKind(name, value, kinds[name])
}

function checkKind(name: string, value: unknown, kind: OptionKinds[string] | undefined): void {
  if (kind === 'text') checkText(name, value, { max: 2048 })
  else if (kind === 'number') checkWhole(name, value)
  else if (typeof value !== kind) throw invalid(`${name} must be a ${kind}, and is ${typeof value}`)
}

export function checkWhole(name: string, value: unknown): void {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw invalid(`${name} is ${String(value)}`, 'a whole number from 1')
}
