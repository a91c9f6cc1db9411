import { type Action, action, type FilterInput } from './action.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import { findInstances, type Instance, stateOf, visibleInstances } from './instance.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'

interface StatusInput extends PagedInput {
  readonly InstanceId?: readonly string[]
  readonly IncludeAllInstances?: boolean
  readonly Filter?: readonly FilterInput[]
}

export const describeInstanceStatus: Action = action<StatusInput>((ec2, input) => () => {
  if (input.InstanceId && input.MaxResults !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    )
  }
  const named = input.InstanceId ? findInstances(ec2, input.InstanceId) : visibleInstances(ec2)
  const asked = named.filter(({ server }) => input.IncludeAllInstances || server.state === 'running')
  const { items, next } = page(applyFilters(asked, input.Filter, statusFilters), input, {
    of: ['DescribeInstanceStatus', input.Filter, input.IncludeAllInstances],
    key: ({ id }) => id,
    smallest: 5,
    largest: ec2.pageSize,
  })
  return {
    instanceStatusSet: items.map((instance) => ({
      instanceId: instance.id,
      availabilityZone: instance.zone.name,
      availabilityZoneId: instance.zone.id,
      instanceState: stateOf(instance),
      instanceStatus: summary(instance),
      systemStatus: summary(instance),
      attachedEbsStatus: summary(instance),
    })),
    nextToken: next,
  }
})

/** The checks pass when the machine answers on port 22. */
function checkOf({ server }: Instance): readonly [status: string, reachability: string | undefined] {
  if (server.state !== 'running') return ['not-applicable', undefined]
  return server.booted ? ['ok', 'passed'] : ['initializing', 'initializing']
}

function summary(instance: Instance) {
  const [status, reachability] = checkOf(instance)
  return { status, ...(reachability && { details: [{ name: 'reachability', status: reachability }] }) }
}

const statusFilters: FilterTable<Instance> = {
  'availability-zone': ({ zone }) => [zone.name],
  'availability-zone-id': ({ zone }) => [zone.id],
  'instance-state-code': (instance) => [String(stateOf(instance).code)],
  'instance-state-name': (instance) => [stateOf(instance).name],
  'instance-status.reachability': (instance) => [checkOf(instance)[1]],
  'instance-status.status': (instance) => [checkOf(instance)[0]],
  'system-status.reachability': (instance) => [checkOf(instance)[1]],
  'system-status.status': (instance) => [checkOf(instance)[0]],
}
