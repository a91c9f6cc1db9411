import type { Node } from '../contract/compute.ts'
import type { Companion } from './companion.ts'
import type { CreatedKind } from './journal.ts'

/** What a deployment made. */
export interface Created {
  readonly kind: CreatedKind
  readonly id: string
  readonly name: string
}

/** What of it is still there, or may be: without an `id` where the answer to its creation did not come. */
export interface Left {
  readonly kind: CreatedKind
  readonly name: string
  readonly id?: string
  /** Why it could not be removed. */
  readonly error?: string
}

/** A companion on its way: it was asked for, and has an id once that is known. */
export interface Asked {
  readonly companion: Companion
  readonly place: number
  /** Asks for it again, where that gives what was made before. */
  readonly again?:
    | ((call: { readonly signal?: AbortSignal | undefined }) => Promise<{ readonly id: string }>)
    | undefined
  id?: string | undefined
}

/** The node and what was made beside it, in the order in which they were made. */
export function createdOf(node: Node | undefined, asked: readonly Asked[]): readonly Created[] {
  const beside = asked.flatMap(({ companion: { kind, name }, id }) =>
    id === undefined ? [] : [{ kind, id, name }],
  )
  return node === undefined ? beside : [{ kind: 'node', id: node.id, name: node.name }, ...beside]
}

export const leftOf = ({ companion: { kind, name }, id }: Asked, error?: string): Left => ({
  kind,
  name,
  ...(id !== undefined && { id }),
  ...(error !== undefined && { error }),
})
