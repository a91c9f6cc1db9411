import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, changed, isCloudError } from '@cloud/core/driver'
import { done, type ElbClient, idempotent, send } from './client.ts'
import { balancerArn, getLoadBalancer } from './get-balancer.ts'
import { noSuch, unlessGone } from './lookups.ts'
import { ownGroups, removeGroup } from './own-groups.ts'

/** What of a balancer is still there: for the details of an error. */
export interface Remains {
  balancerId?: string
  targetGroupIds?: readonly string[]
}

export async function destroyBalancer(
  client: ElbClient,
  ref: Ref<'balancer'>,
  call: CallOptions,
): Promise<void> {
  const arn = balancerArn(client, ref)
  const there = await beforeWrite(unlessGone(getLoadBalancer(client, arn, call)))
  // Of a removal that was cut short the target groups are left.
  const isThere = there !== undefined || (await beforeWrite(ownGroups(client, arn, call))).length > 0
  if (!isThere) throw noSuch('balancer', arn, 'DescribeLoadBalancers')
  await removeParts(client, arn, { balancerId: arn }, call)
}

/**
 * Removes a balancer, its listeners with it, and then the target groups that are its own; `remains` tells at each time what is left. Where the
 * balancer is gone and a target group is not, what was asked for is done, and the error's details name the rest.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html
 */
export async function removeParts(
  client: ElbClient,
  arn: string,
  remains: Remains,
  call: CallOptions,
): Promise<void> {
  const parameters = { LoadBalancerArn: arn }
  const request = { name: 'DeleteLoadBalancer', repeat: idempotent, parameters, answer: done }
  await unlessGone(send(client, request, call))
  delete remains.balancerId
  try {
    const arns = (await ownGroups(client, arn, call)).map(({ TargetGroupArn }) => TargetGroupArn)
    remains.targetGroupIds = arns
    for (const one of arns) {
      await removeGroup(client, one, call)
      remains.targetGroupIds = remains.targetGroupIds.filter((each) => each !== one)
    }
    delete remains.targetGroupIds
  } catch (error) {
    if (!isCloudError(error)) throw error
    throw changed(error, { outcome: 'applied', details: { ...error.details, ...remains } })
  }
}
