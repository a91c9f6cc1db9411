import { createHash } from 'node:crypto'
import { invalidValue, Refusal } from './refusal.ts'

export interface PagedInput {
  readonly MaxResults?: number
  readonly NextToken?: string
}

export interface PageRules<T> {
  /** The request without its page: a token is good for the request that it came from alone. */
  readonly of: unknown
  /** Identifies an item; the next page begins behind it, whatever came and went since. */
  readonly key: (item: T) => string
  readonly smallest?: number
  readonly largest: number
}

/** One page of `items`, and the token for the next where there is one. */
export function page<T>(
  items: readonly T[],
  { MaxResults, NextToken }: PagedInput,
  rules: PageRules<T>,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  if (MaxResults !== undefined) checkSize(MaxResults, rules)
  const size = Math.min(MaxResults ?? rules.largest, rules.largest)
  const query = digest(rules.of)
  const start = NextToken === undefined ? 0 : startOf(items, readToken(NextToken, query), rules.key)
  const shown = items.slice(start, start + size)
  const last = shown.at(-1)
  const next =
    last !== undefined && start + size < items.length
      ? writeToken({ query, place: start + size, after: rules.key(last) })
      : undefined
  return { items: shown, next }
}

function checkSize<T>(size: number, { smallest = 1, largest }: PageRules<T>): void {
  if (size < smallest) {
    throw invalidValue(
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value greater than ${smallest}.`,
    )
  }
  if (size > Math.max(largest, 1_000)) {
    throw invalidValue(
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value less than 1000.`,
    )
  }
}

interface Token {
  readonly query: string
  readonly place: number
  readonly after: string
}

const digest = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

const writeToken = (token: Token) => Buffer.from(JSON.stringify(token)).toString('base64')

function readToken(text: string, query: string): Token {
  const invalid = new Refusal('InvalidNextToken', 'The specified NextToken is not valid')
  let token: Partial<Token> | null
  try {
    token = JSON.parse(Buffer.from(text, 'base64').toString())
  } catch {
    throw invalid
  }
  const { place, after } = token ?? {}
  if (token?.query !== query || typeof place !== 'number' || typeof after !== 'string') throw invalid
  return { query, place, after }
}

/** Behind the last item of the page before; where that one is gone, at the place it had. */
function startOf<T>(items: readonly T[], { place, after }: Token, key: (item: T) => string): number {
  const index = items.findIndex((item) => key(item) === after)
  return index < 0 ? Math.min(place, items.length) : index + 1
}
