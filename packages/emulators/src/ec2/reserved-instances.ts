import { type Action, action, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import { Refusal } from './refusal.ts'

interface DescribeInput {
  readonly ReservedInstancesId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

/** The account has reserved nothing. */
const none = () => []

export const describeReservedInstances: Action = action<DescribeInput>((_ec2, input) => () => {
  const [id] = input.ReservedInstancesId ?? []
  if (id !== undefined) {
    throw new Refusal(
      'InvalidReservedInstancesId.NotFound',
      `The reserved instances ID '${id}' does not exist`,
    )
  }
  const found = applyFilters([], input.Filter, {
    'availability-zone': none,
    duration: none,
    end: none,
    'fixed-price': none,
    'instance-type': none,
    'product-description': none,
    'reserved-instances-id': none,
    scope: none,
    start: none,
    state: none,
    'usage-price': none,
  })
  return { reservedInstancesSet: found }
})
