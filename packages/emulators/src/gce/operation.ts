import type { Gce } from './cloud.ts'
import type { Json } from './json.ts'
import type { ComputeOperation } from './operation-names.ts'
import type { QueryValue } from './request-check.ts'
import type { Place, Route } from './router.ts'

/** A request that was routed and checked against the tables. */
export interface Call<B = unknown> {
  readonly route: Route
  /** Path parameters by the table's names, decoded. */
  readonly path: Readonly<Record<string, string>>
  readonly place: Place
  /** Query parameters, in the types of the table. */
  readonly query: Readonly<Record<string, QueryValue | undefined>>
  readonly body: B
}

/** Judges a request, takes effect, and gives the answer's body: undefined for an answer without one. */
export type Operation = (cloud: Gce, call: Call) => Json | Promise<Json>

/** The operations of one resource: those whose ids match, such as `compute.disks.${string}`. */
export type Operations<Name extends string> = Readonly<Record<Extract<ComputeOperation, Name>, Operation>>

/** `B` describes the members of the body that the operation reads. */
export function operation<B = undefined>(
  run: (cloud: Gce, call: Call<B>) => Json | Promise<Json>,
): Operation {
  // The tables have checked names and types before an operation sees them; `B` says the same to the compiler.
  return (cloud, call) => run(cloud, call as Call<B>)
}
