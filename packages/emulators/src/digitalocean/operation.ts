import type { Json } from '../http/json.ts'
import type { DigitalOcean } from './cloud.ts'
import type { OperationName } from './operation-names.ts'

export type { Json }

/** A request that was routed and checked against the table of operations. */
export interface Call<B = unknown> {
  /** Path parameters by the specification's names, decoded. */
  readonly path: Readonly<Record<string, string>>
  /** Query parameters, in the types of the table. */
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body: B
  /** Their names are in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Where the client reached the API, such as `http://127.0.0.1:4000`: absolute links begin with it. */
  readonly origin: string
  /** The request's path and query, for links to its other pages. */
  readonly target: string
}

/** Judges a request, takes effect, and gives the answer's body: undefined for an answer without one. The status is the table's. */
export type Operation = (cloud: DigitalOcean, call: Call) => Json

/** The operations of one resource: those whose ids match, such as `images_${string}`. */
export type Operations<Name extends string> = Readonly<Record<Extract<OperationName, Name>, Operation>>

/** `B` describes the members of the body that the operation reads. */
export function operation<B = undefined>(run: (cloud: DigitalOcean, call: Call<B>) => Json): Operation {
  // The table has checked names and types before an operation sees them; `B` says the same to the compiler.
  return (cloud, call) => run(cloud, call as Call<B>)
}
