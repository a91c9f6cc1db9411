import { Refusal } from '../../ec2/refusal.ts'
import type { Elb } from '../action.ts'
import { misconfigured } from '../refusals.ts'
import { actionsOf, listenersOf } from './listener.ts'
import { forwardedArns, type ListenerAction } from './listener-action.ts'
import type { LoadBalancer } from './load-balancer.ts'
import { balancersOf, findTargetGroup, isHttp } from './target-group.ts'

/** How many target groups a load balancer forwards to. */
const mostGroups = 100

/**
 * Throws where a load balancer may not forward to the target groups of the actions: those of another VPC, those of another application
 * load balancer, or too many of them.
 */
export function checkAssociations(
  elb: Elb,
  balancer: LoadBalancer,
  actions: readonly ListenerAction[],
): void {
  const arns = actions.flatMap(forwardedArns)
  for (const arn of arns) {
    const group = findTargetGroup(elb, arn)
    if (group.vpc !== balancer.vpc) {
      throw misconfigured(
        `The target group '${arn}' is not in the VPC '${balancer.vpc.id}' of the load balancer`,
      )
    }
    const others = balancersOf(elb, group).filter((one) => one !== balancer)
    if (isHttp(group.protocol) && others.length > 0) {
      throw new Refusal(
        'TargetGroupAssociationLimit',
        `The following target groups cannot be associated with more than one load balancer: ${arn}`,
      )
    }
  }
  const present = listenersOf(elb, balancer).flatMap((listener) => actionsOf(elb, listener))
  if (new Set([...present.flatMap(forwardedArns), ...arns]).size > mostGroups) {
    throw new Refusal(
      'TooManyUniqueTargetGroupsPerLoadBalancer',
      `You have reached the maximum number of unique target groups per load balancer: ${mostGroups}`,
    )
  }
}
