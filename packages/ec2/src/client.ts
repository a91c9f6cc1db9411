import {
  type AwsClient,
  type AwsOptions,
  type AwsService,
  awsClient,
  type QueryParameters,
  queryRequest,
  regionalHost,
} from '@cloud/aws'
import type { CallOptions, Page } from '@cloud/core'
import { object, type Repeat, readXml, text, type WholeReply, type XmlShape } from '@cloud/core/driver'
import { errors } from './errors.ts'

/** Options of `compute` and of its parts. */
export type Ec2Options = AwsOptions
export type Ec2Client = AwsClient

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html */
const version = '2016-11-15'

/** In GovCloud every endpoint of EC2 keeps to FIPS, under its common name. https://docs.aws.amazon.com/general/latest/gr/ec2-service.html */
const service: AwsService = {
  name: 'ec2',
  id: 'EC2',
  host: (place) =>
    regionalHost(
      'ec2',
      place.partition.name === 'aws-us-gov' && !place.dualStack ? { ...place, fips: false } : place,
    ),
}

/** The client that `compute` makes, for who puts a smaller driver together from its parts. */
export function ec2Client(options: Ec2Options = {}): Ec2Client {
  return awsClient({ factory: 'compute', service, options, errors })
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
  return client.call({ name, repeat, request: queryRequest(name, version, parameters), read }, call)
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
