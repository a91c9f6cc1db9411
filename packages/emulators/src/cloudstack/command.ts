import type { Json } from '../http/json.ts'
import type { JobPlan } from './async-jobs.ts'
import type { CloudStack } from './cloud.ts'
import type { CommandName } from './command-names.ts'
import type { Parameters } from './parameters.ts'

export type { Json }

/** A request that was read and checked against the table of commands. */
export interface Call<P = Parameters> {
  readonly command: CommandName
  readonly input: P
  /** `GET` or `POST`. */
  readonly method: string
}

/** Named members of an answer. */
export type Fields = Readonly<Record<string, Json>>

/** Judges a request and takes effect: at once, with what the answer holds, or by a job. */
export type Command = Taken &
  (
    | { readonly way: 'now'; readonly run: (cloud: CloudStack, call: Call) => Json | Promise<Json> }
    | { readonly way: 'job'; readonly plan: (cloud: CloudStack, call: Call) => JobPlan }
  )

interface Taken {
  /** The parameters that are honoured: others that the table has are refused. */
  readonly takes: ReadonlySet<string>
}

/** The commands of one resource. */
export type Commands<Name extends CommandName> = Readonly<Record<Name, Command>>

/** `P` describes the parameters that the command reads: the table has checked their names and types. */
export function now<P = Parameters>(
  takes: string,
  run: (cloud: CloudStack, input: P, call: Call<P>) => Json | Promise<Json>,
): Command {
  return {
    way: 'now',
    takes: words(takes),
    run: (cloud, call) => run(cloud, call.input as P, call as Call<P>),
  }
}

/** A command whose work goes on after its answer. What this throws is refused at once; what its plan throws fails the job. */
export function job<P = Parameters>(
  takes: string,
  plan: (cloud: CloudStack, input: P, call: Call<P>) => JobPlan,
): Command {
  return {
    way: 'job',
    takes: words(takes),
    plan: (cloud, call) => plan(cloud, call.input as P, call as Call<P>),
  }
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' ').filter(Boolean))
