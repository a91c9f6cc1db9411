import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action } from '../action.ts'
import { invalid, misconfigured } from '../refusals.ts'
import {
  type ClassicAttributes,
  type ClassicHealthCheck,
  findClassic,
  type NamedInput,
} from './classic-balancer.ts'

const targets = /^(?:(?:TCP|SSL):(\d{1,5})|HTTPS?:(\d{1,5})\/.{0,1023})$/

export const configureHealthCheck: Action = action<NamedInput & { readonly HealthCheck: ClassicHealthCheck }>(
  (elb, { LoadBalancerName: name, HealthCheck: check }) => {
    const balancer = findClassic(elb, name)
    const [, first, second] = targets.exec(check.Target) ?? []
    const port = Number(first ?? second)
    if (!(port >= 1 && port <= 65_535)) {
      throw invalid(
        'HealthCheck Target must be of the form PROTOCOL:PORT, or PROTOCOL:PORT/PATH for HTTP and HTTPS',
      )
    }
    if (check.Timeout >= check.Interval) {
      throw invalid('HealthCheck timeout must be less than interval.')
    }
    balancer.healthCheck = check
    return { HealthCheck: { ...check } }
  },
)

export const describeAttributes: Action = action<NamedInput>((elb, { LoadBalancerName: name }) => ({
  LoadBalancerAttributes: attributeFields(findClassic(elb, name).attributes),
}))

export const modifyAttributes: Action = action<
  NamedInput & { readonly LoadBalancerAttributes: Partial<ClassicAttributes> }
>((elb, { LoadBalancerName: name, LoadBalancerAttributes: given }) => {
  const balancer = findClassic(elb, name)
  if ('AdditionalAttributes' in given) {
    throw new Refusal(
      'LoadBalancerAttributeNotFound',
      'The emulated cloud does not act on the parameter AdditionalAttributes',
    )
  }
  const { AccessLog: log, ConnectionDraining: draining } = given
  if (log?.Enabled && !log.S3BucketName) throw misconfigured('Access logs need the name of a bucket')
  const { Timeout: timeout = 300 } = draining ?? {}
  if (timeout < 1 || timeout > 3_600) throw invalid('The connection draining timeout must be from 1 to 3600')
  balancer.attributes = {
    ...balancer.attributes,
    ...given,
    ...(draining && { ConnectionDraining: { ...draining, Timeout: timeout } }),
  }
  return { LoadBalancerName: name, LoadBalancerAttributes: attributeFields(balancer.attributes) }
})

const attributeFields = ({
  CrossZoneLoadBalancing,
  AccessLog,
  ConnectionDraining,
  ConnectionSettings,
}: ClassicAttributes) => ({
  CrossZoneLoadBalancing: { ...CrossZoneLoadBalancing },
  AccessLog: { ...AccessLog },
  ConnectionDraining: { ...ConnectionDraining },
  ConnectionSettings: { ...ConnectionSettings },
})
