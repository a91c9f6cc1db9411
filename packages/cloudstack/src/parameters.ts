import { encodeRfc3986, invalid } from '@cloud/core/driver'

type Scalar = string | number | boolean | undefined

/** A parameter: a list goes as `a,b`, entries of a map as `tags[0].key`, what is undefined not at all. */
export type Parameter = Scalar | readonly string[] | readonly Readonly<Record<string, Scalar>>[]

export type Parameters = Readonly<Record<string, Parameter>>

/** The query or form of a command, encoded: names and values, brackets and commas too, in the order given. */
export function formOf(command: string, parameters: Parameters = {}): string {
  const pairs = [['command', command], ['response', 'json'], ...Object.entries(parameters).flatMap(flat)]
  return pairs.map(([name = '', value = '']) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`).join('&')
}

function flat([name, value]: readonly [string, Parameter]): (readonly [string, string])[] {
  if (value === undefined) return []
  if (!isList(value)) return [[name, String(value)]]
  if (isTexts(value)) return value.length === 0 ? [] : [[name, value.map(checkItem).join(',')]]
  return value.flatMap((entry, index) =>
    Object.entries(entry).flatMap(([member, each]) =>
      each === undefined ? [] : [[`${name}[${index}].${member}`, String(each)] as const],
    ),
  )
}

const isList = (value: Parameter): value is Exclude<Parameter, Scalar> => Array.isArray(value)
const isTexts = (value: readonly unknown[]): value is readonly string[] =>
  value.every((each) => typeof each === 'string')

/** The server splits a list at its commas, and knows no way to write one inside of an item. */
function checkItem(item: string): string {
  if (item.includes(','))
    throw invalid(`${JSON.stringify(item)} has a comma`, 'no comma in an item of a list')
  return item
}
