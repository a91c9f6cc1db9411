import {
  type AwsClient,
  type AwsOptions,
  awsClient,
  ec2Errors,
  ec2Service,
  ec2Version,
  type QueryParameters,
  queryRequest,
} from '@cloud/aws'
import type { CallOptions, Page } from '@cloud/core'
import { object, type Repeat, readXml, text, type WholeReply, type XmlShape } from '@cloud/core/driver'

/** Options of `compute` and of its parts. */
export type Ec2Options = AwsOptions
export type Ec2Client = AwsClient

/** The client that `compute` makes, for who puts a smaller driver together from its parts. */
export function ec2Client(options: Ec2Options = {}): Ec2Client {
  return awsClient({ factory: 'compute', service: ec2Service, options, errors: ec2Errors })
}

/** One action: its parameters as the API reference writes them, and the shape of its answer. */
export interface Action<T> {
  readonly name: string
  readonly repeat: Repeat<T>
  readonly parameters: QueryParameters
  readonly answer: XmlShape<T>
}

export function send<T>(client: Ec2Client, action: Action<T>, call?: CallOptions): Promise<T> {
  const { name, repeat, parameters, answer } = action
  const read = (reply: WholeReply) => readXml(reply.body, `${name}Response`, answer)
  return client.call({ name, repeat, request: queryRequest(name, ec2Version, parameters), read }, call)
}

export const read: { readonly class: 'read' } = { class: 'read' }
export const idempotent: { readonly class: 'idempotent' } = { class: 'idempotent' }
export const once: { readonly class: 'once' } = { class: 'once' }

/** The answer of an action that says no more than that it was done. */
export const done: XmlShape<object> = object<object>({})

/** The answer of an action that is paged: EC2 ends a list with an empty token or none. */
export interface PageWire {
  readonly nextToken?: string
}

export const pageMembers: { readonly nextToken: XmlShape<string> } = { nextToken: text }

export function toPage<T>(items: readonly T[], { nextToken }: PageWire): Page<T> {
  return nextToken ? { items, next: nextToken } : { items }
}
