import { type Action, action } from '../action.ts'
import { missing, Refusal } from '../refusal.ts'
import { found } from './found.ts'
import type { Vpc } from './network.ts'

interface DescribeInput {
  readonly VpcId: string
  readonly Attribute: 'enableDnsSupport' | 'enableDnsHostnames' | 'enableNetworkAddressUsageMetrics'
}

const members = {
  enableDnsSupport: 'dnsSupport',
  enableDnsHostnames: 'dnsHostnames',
  enableNetworkAddressUsageMetrics: 'usageMetrics',
} as const satisfies Readonly<Record<string, keyof Vpc>>

export const describeVpcAttribute: Action = action<DescribeInput>((ec2, { VpcId, Attribute }) => () => {
  const vpc = found(ec2, 'vpcs', VpcId)
  return { vpcId: vpc.id, [Attribute]: { value: vpc[members[Attribute]] } }
})

interface Flag {
  readonly Value?: boolean
}
interface ModifyInput {
  readonly VpcId: string
  readonly EnableDnsSupport?: Flag
  readonly EnableDnsHostnames?: Flag
  readonly EnableNetworkAddressUsageMetrics?: Flag
}

/** One attribute at a time. Instances have public DNS names where host names are on. */
export const modifyVpcAttribute: Action = action<ModifyInput>((ec2, input) => {
  const vpc = found(ec2, 'vpcs', input.VpcId)
  const given = [
    { member: 'dnsSupport', flag: input.EnableDnsSupport } as const,
    { member: 'dnsHostnames', flag: input.EnableDnsHostnames } as const,
    { member: 'usageMetrics', flag: input.EnableNetworkAddressUsageMetrics } as const,
  ].filter(({ flag }) => flag !== undefined)
  const [change, second] = given
  if (!change) throw missing('enableDnsSupport')
  if (second) throw new Refusal('InvalidParameterCombination', 'Only one attribute can be modified at a time')
  return () => {
    vpc[change.member] = change.flag?.Value ?? false
    return { return: true }
  }
})
