import type { CreateAccessPointInput } from '@aws-sdk/client-elastic-load-balancing'
import type { CreateListenerInput, CreateRuleInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { ec2Images } from '../ec2/images.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type VirtualClock, virtualClock } from '../virtual-clock.ts'
import { type ElbClients, elbClients } from './elb-client.ts'
import { sdkClient } from './sdk-client.ts'

const [first, second] = ['subnet-01111111111111111', 'subnet-02222222222222222'] as const
export const subnets: readonly [string, string] = [first, second]
const VpcId = 'vpc-0dddddddddddddddd'
export const http: { readonly Protocol: 'HTTP'; readonly Port: number; readonly VpcId: string } = {
  Protocol: 'HTTP',
  Port: 80,
  VpcId,
}
const tcp = { Protocol: 'TCP', Port: 25, VpcId } as const
export const arnOf = (path: string): string => `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${path}`

export interface StandingElb {
  readonly local: LocalCloud
  readonly clock: VirtualClock
  readonly clients: ElbClients
  /** A balancer, a group that it forwards to, its listener, and an instance, by their ids. */
  readonly there: Readonly<Record<'balancer' | 'group' | 'listener' | 'instance', string>>
}

/** A cloud with a balancer of each version, at the limits of what it may have. */
export async function standingElb(): Promise<StandingElb> {
  const clock = virtualClock()
  const local = await startCloud({
    clock,
    elb: {
      limits: {
        loadBalancers: 3,
        classicLoadBalancers: 1,
        targetGroups: 4,
        listeners: 2,
        rules: 1,
        targets: 2,
      },
    },
  })
  const clients = elbClients(local)
  const { v2, classic } = clients
  const { LoadBalancers } = await v2.createLoadBalancer({ Name: 'web', Subnets: [...subnets] })
  const balancer = LoadBalancers?.[0]?.LoadBalancerArn ?? ''
  const { TargetGroups } = await v2.createTargetGroup({ Name: 'web', ...http })
  const group = TargetGroups?.[0]?.TargetGroupArn ?? ''
  await v2.createTargetGroup({ Name: 'mail', ...tcp })
  const { Listeners } = await v2.createListener(listenerAt({ balancer, group }, 80))
  const listener = Listeners?.[0]?.ListenerArn ?? ''
  await v2.createRule(ruleAt({ group, listener }, 1))
  await classic.createLoadBalancer(classicWith({}))
  const { Instances } = await sdkClient(local).ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 2,
    MaxCount: 2,
    SubnetId: first,
  })
  const instance = Instances?.[0]?.InstanceId ?? ''
  return { local, clock, clients, there: { balancer, group, listener, instance } }
}

type There = StandingElb['there']

const forward = ({ group }: Pick<There, 'group'>) => [{ Type: 'forward' as const, TargetGroupArn: group }]

export const listenerAt = (there: Pick<There, 'balancer' | 'group'>, Port: number): CreateListenerInput => ({
  LoadBalancerArn: there.balancer,
  Protocol: 'HTTP' as const,
  Port,
  DefaultActions: forward(there),
})
export const ruleAt = (there: Pick<There, 'group' | 'listener'>, Priority: number): CreateRuleInput => ({
  ListenerArn: there.listener,
  Priority,
  Conditions: [{ Field: 'path-pattern', Values: ['/a'] }],
  Actions: forward(there),
})
export const classicWith = (more: Partial<CreateAccessPointInput>): CreateAccessPointInput => ({
  LoadBalancerName: 'old',
  Subnets: [first],
  Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 25, InstancePort: 25 }],
  ...more,
})
