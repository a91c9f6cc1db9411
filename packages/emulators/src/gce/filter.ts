import { isMembers, type Json, type Wire } from './json.ts'
import { Refusal } from './refusal.ts'

type Test = (wire: Wire) => boolean

/**
 * A list's filter: `(status = RUNNING) AND (labels.env:*)`, with AND, OR, NOT and `-`, expressions side by side that must all hold, the
 * operators `= != > < >= <= :` and the older `eq` and `ne`, which take regular expressions. Throws a `Refusal` for what is none.
 */
export function readFilter(text: string): Test {
  if (text.trim() === '') return () => true
  const tokens = tokensOf(text)
  const state = { tokens, at: 0 }
  const test = readEither(state)
  if (test === undefined || state.at < tokens.length) throw wrong(text)
  return test
}

const wrong = (text: string) =>
  new Refusal('invalid', `Invalid value for field 'filter': '${text}'. Invalid list filter expression.`)

interface Token {
  readonly kind: 'mark' | 'operator' | 'word' | 'text'
  readonly text: string
}

interface State {
  readonly tokens: readonly Token[]
  at: number
}

const pattern = /\s*(?:([()])|(!=|>=|<=|=|>|<|:)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()=!<>:"']+))/gy

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  const trimmed = text.trimEnd()
  pattern.lastIndex = 0
  while (pattern.lastIndex < trimmed.length) {
    const match = pattern.exec(trimmed)
    if (!match) throw wrong(text)
    const [, mark, operator, double, single, word] = match
    if (mark) tokens.push({ kind: 'mark', text: mark })
    else if (operator) tokens.push({ kind: 'operator', text: operator })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else tokens.push({ kind: 'text', text: (double ?? single ?? '').replace(/\\(.)/g, '$1') })
  }
  return tokens
}

const next = ({ tokens, at }: State): Token | undefined => tokens[at]

function takes(state: State, text: string): boolean {
  const token = next(state)
  if (token?.kind === 'text' || token?.text !== text) return false
  state.at += 1
  return true
}

function readEither(state: State): Test | undefined {
  let test = readBoth(state)
  while (test && takes(state, 'OR')) {
    const left = test
    const right = readBoth(state)
    test = right && ((wire) => left(wire) || right(wire))
  }
  return test
}

function readBoth(state: State): Test | undefined {
  let test = readOne(state)
  while (test) {
    const and = takes(state, 'AND')
    const token = next(state)
    if (!and && (!token || token.text === ')' || token.text === 'OR')) return test
    const left = test
    const right = readOne(state)
    test = right && ((wire) => left(wire) && right(wire))
  }
  return test
}

function readOne(state: State): Test | undefined {
  if (takes(state, 'NOT') || takes(state, '-')) {
    const inner = readOne(state)
    return inner && ((wire) => !inner(wire))
  }
  if (!takes(state, '(')) return readComparison(state)
  const inner = readEither(state)
  return takes(state, ')') ? inner : undefined
}

function readComparison(state: State): Test | undefined {
  const [field, operator, value] = state.tokens.slice(state.at, state.at + 3)
  if (field?.kind !== 'word' || !operator || !value || value.kind === 'mark' || value.kind === 'operator')
    return undefined
  const compare = comparisons[operator.text]
  if (!compare || operator.kind === 'text') return undefined
  state.at += 3
  const negated = field.text.startsWith('-')
  const path = (negated ? field.text.slice(1) : field.text).split('.')
  const matches = compare(value.text)
  return (wire) => matches(valuesAt(wire, path)) !== negated
}

type Compare = (wanted: string) => (values: readonly string[]) => boolean

const some =
  (test: (value: string, wanted: string) => boolean): Compare =>
  (wanted) =>
  (values) =>
    values.some((value) => test(value, wanted))

const not =
  (compare: Compare): Compare =>
  (wanted) => {
    const matches = compare(wanted)
    return (values) => !matches(values)
  }

/** Numbers by their size, everything else by its letters. */
const order = (value: string, wanted: string): number => {
  const difference = Number(value) - Number(wanted)
  if (!Number.isNaN(difference)) return difference
  return value < wanted ? -1 : Number(value > wanted)
}

const equal = some((value, wanted) => value === wanted || order(value, wanted) === 0)

const regular: Compare = (wanted) => {
  const expression = expressionOf(wanted)
  return (values) => values.some((value) => expression.test(value))
}

function expressionOf(wanted: string): RegExp {
  try {
    return new RegExp(`^(?:${wanted})$`)
  } catch {
    throw wrong(wanted)
  }
}

/** `:*` asks whether there is a value at all; elsewhere `*` stands for any letters, and a word is looked for inside. */
const has: Compare = (wanted) => (values) => {
  if (wanted === '*') return values.length > 0
  const letters = wanted
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const expression = letters.length > 1 ? new RegExp(`^${letters.join('.*')}$`) : new RegExp(letters.join(''))
  return values.some((value) => expression.test(value.toLowerCase()))
}

const comparisons: Readonly<Record<string, Compare>> = {
  '=': equal,
  '!=': not(equal),
  '>': some((value, wanted) => order(value, wanted) > 0),
  '<': some((value, wanted) => order(value, wanted) < 0),
  '>=': some((value, wanted) => order(value, wanted) >= 0),
  '<=': some((value, wanted) => order(value, wanted) <= 0),
  ':': has,
  eq: regular,
  ne: not(regular),
}

/** Every value that a path leads to, through lists too; a key that has dots itself is found by the rest of the path. */
function valuesAt(value: Json, path: readonly string[]): readonly string[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((item: Json) => valuesAt(item, path))
  if (!isMembers(value)) return path.length === 0 ? [String(value)] : []
  const [name = '', ...rest] = path
  const members = value as Readonly<Record<string, Json>>
  if (path.length === 0) return Object.keys(members).length > 0 ? ['{}'] : []
  return valuesAt(
    Object.hasOwn(members, name) ? members[name] : members[path.join('.')],
    Object.hasOwn(members, name) ? rest : [],
  )
}
