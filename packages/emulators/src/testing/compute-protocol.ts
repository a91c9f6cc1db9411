import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

interface Field {
  readonly type: string
  readonly rule?: string
  readonly keyType?: string
}

interface Message {
  readonly fields?: Readonly<Record<string, Field>>
  readonly nested?: Readonly<Record<string, { readonly values?: Readonly<Record<string, number>> }>>
}

const file = createRequire(import.meta.url).resolve('@google-cloud/compute/build/protos/protos.json')
let read: Readonly<Record<string, Message>> | undefined

/** The messages of the protocol that the vendor's client ships, read when they are first needed. */
function messages(): Readonly<Record<string, Message>> {
  read ??= JSON.parse(readFileSync(file, 'utf8')).nested.google.nested.cloud.nested.compute.nested.v1.nested
  return read ?? {}
}

/** What in an answer is not as the protocol says: names, types, values of enumerations. Empty where it is right. */
export function answerProblems(message: string, value: unknown, path: string = message): readonly string[] {
  const known = messages()[message]
  if (!known?.fields) return [`The protocol has no message ${message}`]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`]
  return Object.entries(value).flatMap(([name, member]) => {
    const field = known.fields?.[name]
    const at = `${path}.${name}`
    if (!field) return [`${at} is unknown`]
    if (field.keyType) {
      if (typeof member !== 'object' || member === null) return [`${at} is no map`]
      return Object.entries(member).flatMap(([key, item]) =>
        oneProblems(message, name, field, item, `${at}.${key}`),
      )
    }
    if (field.rule !== 'repeated') return oneProblems(message, name, field, member, at)
    if (!Array.isArray(member) || member.length === 0) return [`${at} is no list, or an empty one`]
    return member.flatMap((item, index) => oneProblems(message, name, field, item, `${at}[${index}]`))
  })
}

function oneProblems(
  message: string,
  name: string,
  { type }: Field,
  value: unknown,
  path: string,
): readonly string[] {
  const values = messages()[message]?.nested?.[`${name.charAt(0).toUpperCase()}${name.slice(1)}`]?.values
  if (values)
    return isWord(values, String(value)) ? [] : [`${path} is ${String(value)}, which its enumeration has not`]
  // An enumeration inside of a message goes before a message of the same name.
  if (messages()[type]?.fields) return answerProblems(type, value, path)
  return fits[type]?.(value) === false ? [`${path} is no ${type}: ${JSON.stringify(value)}`] : []
}

/** Some values stand in another enumeration of the protocol, and in this one's comment alone. */
function isWord(values: Readonly<Record<string, number>>, word: string): boolean {
  words ??= new Set(
    Object.values(messages()).flatMap(({ nested = {} }) =>
      Object.values(nested).flatMap((one) => Object.keys(one.values ?? {})),
    ),
  )
  // One that has nothing but the mark for no value has them all in its comment.
  return Object.keys(values).length === 1 || Object.hasOwn(values, word) || words.has(word)
}

let words: ReadonlySet<string> | undefined

/** JSON holds whole numbers of 64 bits in strings. */
const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  int32: Number.isInteger,
  uint32: Number.isInteger,
  int64: (value) => typeof value === 'string' && /^-?\d+$/.test(value),
  uint64: (value) => typeof value === 'string' && /^\d+$/.test(value),
  double: (value) => typeof value === 'number',
  float: (value) => typeof value === 'number',
}
