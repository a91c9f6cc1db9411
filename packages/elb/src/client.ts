import {
  type AwsClient,
  type AwsService,
  awsClient,
  ec2Errors,
  ec2Service,
  type QueryParameters,
  queryRequest,
} from '@cloud/aws'
import type { CallOptions, Page } from '@cloud/core'
import {
  object,
  type Repeat,
  readXml,
  required,
  type Serial,
  serial,
  text,
  type WholeReply,
  type XmlShape,
} from '@cloud/core/driver'
import { errors } from './errors.ts'
import { type ElbOptions, own, splitOptions } from './options.ts'

interface ServiceClient extends AwsClient {
  /** For what EC2 alone knows: subnets and nodes. */
  readonly ec2: AwsClient
  /** Changes of one balancer, one after the other: the second must see what the first has made. */
  readonly inTurn: Serial
}

/** The client of application or network balancers. */
export interface ElbClient<K extends NewKind = NewKind> extends ServiceClient {
  readonly version: '2015-12-01'
  readonly kind: K
}

type NewKind = 'application' | 'network'

/** The client of classic balancers. */
export interface ClassicClient extends ServiceClient {
  readonly version: '2012-06-01'
}

export type AnyClient = ElbClient | ClassicClient

const name = 'elasticloadbalancing'
const provider = 'elb'
const service: AwsService = { name, provider, id: 'Elastic Load Balancing v2' }
const classicService: AwsService = { name, provider, id: 'Elastic Load Balancing' }

/** The client that `loadBalancers` makes, for who puts a smaller driver together from its parts. */
export function elbClient(options: ElbOptions<'network'> & { readonly kind: 'network' }): ElbClient<'network'>
export function elbClient(options?: ElbOptions<'application'>): ElbClient<'application'>
export function elbClient(options: ElbOptions<NewKind> = {}): ElbClient {
  const { kind = 'application' } = options
  return Object.assign(clientFor(service, options), { version: '2015-12-01', kind } as const)
}

/** The same for classic balancers. */
export function classicClient(options: Omit<ElbOptions, 'kind'> = {}): ClassicClient {
  return Object.assign(clientFor(classicService, options), { version: '2012-06-01' } as const)
}

function clientFor(of: AwsService, options: ElbOptions): ServiceClient {
  const factory = 'loadBalancers'
  const { elb, ec2 } = splitOptions(options)
  const client = awsClient({ factory, service: of, options: elb, own, errors })
  return Object.assign(client, {
    ec2: awsClient({ factory, service: ec2Service, options: ec2, errors: ec2Errors }),
    inTurn: serial(),
  })
}

/** One action: its parameters as the API reference writes them, and the shape of its result. */
export interface Action<T> {
  readonly name: string
  readonly repeat: Repeat<T>
  readonly parameters: QueryParameters
  readonly answer: XmlShape<T>
}

export function send<T>(client: AnyClient, action: Action<T>, call?: CallOptions): Promise<T> {
  const { name: action_, repeat, parameters, answer } = action
  const whole = object<{ readonly result: T }>(
    { result: required(answer) as never },
    { result: `${action_}Result` },
  )
  const read = (reply: WholeReply) => readXml(reply.body, `${action_}Response`, whole).result
  const request = queryRequest(action_, client.version, parameters, 'members')
  return client.call({ name: action_, repeat, request, read }, call)
}

export const read: { readonly class: 'read' } = { class: 'read' }

/** All operations of the service are: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html */
export const idempotent: { readonly class: 'idempotent' } = { class: 'idempotent' }

/** The result of an action that says no more than that it was done. */
export const done: XmlShape<object> = object<object>({})

/** The result of an action that is paged. */
export interface PageWire {
  readonly NextMarker?: string
}

export const pageMembers: { readonly NextMarker: XmlShape<string> } = { NextMarker: text }

export function toPage<T>(items: readonly T[], { NextMarker }: PageWire): Page<T> {
  return NextMarker ? { items, next: NextMarker } : { items }
}
