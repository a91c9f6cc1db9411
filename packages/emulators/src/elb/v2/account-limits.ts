import { type Action, action } from '../action.ts'
import { type MarkedInput, marked } from '../paging.ts'

/** Under the names that the vendor has for them. */
export const describeAccountLimits: Action = action<MarkedInput>((elb, input) => {
  const { loadBalancers, targetGroups, listeners, rules, targets, certificates } = elb.limits
  const limits = {
    'application-load-balancers': loadBalancers,
    'network-load-balancers': loadBalancers,
    'target-groups': targetGroups,
    'target-groups-per-application-load-balancer': 100,
    'target-groups-per-action-on-application-load-balancer': 5,
    'listeners-per-application-load-balancer': listeners,
    'listeners-per-network-load-balancer': listeners,
    'rules-per-application-load-balancer': rules,
    'targets-per-application-load-balancer': targets,
    'targets-per-network-load-balancer': targets,
    'certificates-per-application-load-balancer': certificates,
    'certificates-per-network-load-balancer': certificates,
    'condition-values-per-alb-rule': 5,
  }
  const all = Object.entries(limits).map(([Name, Max]) => ({ Name, Max: String(Max) }))
  const { items, next } = marked(elb, all, input, { of: ['DescribeAccountLimits'], key: ({ Name }) => Name })
  return { Limits: items, NextMarker: next }
})
