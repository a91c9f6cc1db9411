import type { CallOptions } from '@cloud/core'
import { lookup, type Repeat } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import { type Description, list } from './description.ts'
import { exactly } from './filters.ts'

/**
 * The tag by which a create finds what it made, of what EC2 takes no client token for. It stays: nobody else can know when the answer
 * has arrived.
 */
export const intentTag = 'cloud-intent'

export const newIntent = (): string => crypto.randomUUID()

export interface Intended<W, T, A> {
  readonly description: Description<W, T>
  readonly intent: string
  /** The answer that would have told of it. */
  readonly toAnswer: (found: T) => A
  readonly remove: (surplus: T, call: CallOptions) => Promise<unknown>
}

/** What was made may show late. */
const pausesMs = [0, 1000, 2000, 4000]

/** The repeat class of a create whose effect carries an intent: of two that were made all the same, one goes again. */
export function byIntent<W, T extends { readonly id: string }, A>(
  client: Ec2Client,
  { description, intent, toAnswer, remove }: Intended<W, T, A>,
): Repeat<A> {
  const all = async (call: CallOptions) => {
    const filters = [exactly(`tag:${intentTag}`, [intent])]
    const found = await list(client, description, filters, call).toArray()
    return found.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }
  const find = async (call: CallOptions) => (await all(call)).map(toAnswer)[0]
  const settle = async (call: CallOptions) => {
    const [kept, ...surplus] = await all(call)
    for (const one of surplus) await remove(one, call)
    return kept && toAnswer(kept)
  }
  return lookup(find, pausesMs, settle)
}
