import type { AwsOptions } from '@cloud/aws'
import { checkEndpoint, invalid } from '@cloud/core/driver'

/** The kinds of balancers that portable ones can be: https://docs.aws.amazon.com/elasticloadbalancing/ */
export type ElbKind = 'application' | 'network' | 'classic'

/** Options of `loadBalancers` and of its parts. */
export interface ElbOptions<K extends ElbKind = ElbKind> extends AwsOptions {
  /**
   * What the balancers of the driver are; left out, `application`. Each kind can do other things, which the type of its driver says; those of
   * another kind are not seen.
   */
  readonly kind?: K | undefined
  /** Where EC2 is asked which subnets and nodes there are; left out, as `endpoint`, and where that is left out too, AWS's own. */
  readonly ec2Endpoint?: string | undefined
}

const kinds: readonly ElbKind[] = ['application', 'network', 'classic']

/** What is this package's own of them. */
export const own = ['kind', 'ec2Endpoint'] as const

/** The options of one client for each service. */
export function splitOptions<K extends ElbKind>(
  options: ElbOptions<K>,
): { readonly kind: ElbKind; readonly elb: AwsOptions; readonly ec2: AwsOptions } {
  const { kind = 'application', ec2Endpoint, ...elb } = options
  if (!kinds.includes(kind)) throw invalid(`The kind is ${JSON.stringify(kind)}`, kinds.join(', '))
  if (ec2Endpoint !== undefined) checkEndpoint(ec2Endpoint)
  return { kind, elb, ec2: ec2Endpoint === undefined ? elb : { ...elb, endpoint: ec2Endpoint } }
}
