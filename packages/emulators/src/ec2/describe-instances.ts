import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { disksOf } from './attachment.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import { findInstances, type Instance, stateOf, visibleInstances } from './instance.ts'
import { addressesOf, privateName, publicName } from './instance-names.ts'
import { reservation } from './instance-wire.ts'
import { groupsOf } from './network/instance-groups.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'
import { requestOf } from './spot-request.ts'

interface DescribeInput extends PagedInput {
  readonly InstanceId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeInstances: Action = action<DescribeInput>((ec2, input) => () => {
  if (input.InstanceId && input.MaxResults !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    )
  }
  const named = input.InstanceId ? findInstances(ec2, input.InstanceId) : visibleInstances(ec2)
  const found = applyFilters(named, input.Filter, instanceFilters(ec2), ({ id }) => ec2.centre.tags.of(id))
  const { items, next } = page(found, input, {
    of: ['DescribeInstances', input.Filter],
    key: ({ id }) => id,
    smallest: 5,
    largest: ec2.pageSize,
  })
  return { reservationSet: reservations(ec2, items), nextToken: next }
})

function reservations(ec2: Ec2, instances: readonly Instance[]) {
  const groups = Map.groupBy(instances, ({ reservationId }) => reservationId)
  return [...groups].map(([id, members]) => reservation(ec2, id, members))
}

const groupNames = (ec2: Ec2, instance: Instance) => groupsOf(ec2, instance).map(({ groupName }) => groupName)

const instanceFilters = (ec2: Ec2): FilterTable<Instance> => ({
  architecture: ({ image }) => [image.architecture],
  'availability-zone': ({ zone }) => [zone.name],
  'availability-zone-id': ({ zone }) => [zone.id],
  'block-device-mapping.attach-time': (instance) =>
    disksOf(ec2, instance).map(({ attachment }) => new Date(attachment.attachedAt).toISOString()),
  'block-device-mapping.delete-on-termination': (instance) =>
    disksOf(ec2, instance).map(({ attachment }) => String(attachment.deleteOnTermination)),
  'block-device-mapping.device-name': (instance) =>
    disksOf(ec2, instance).map(({ attachment }) => attachment.device),
  'block-device-mapping.status': (instance) =>
    disksOf(ec2, instance).map(({ attachment }) => attachment.state),
  'block-device-mapping.volume-id': ({ volumeIds }) => [...volumeIds],
  'client-token': ({ clientToken }) => [clientToken],
  'dns-name': (instance) => [publicName(ec2, instance)],
  'group-id': ({ groupIds }) => groupIds,
  'group-name': (instance) => groupNames(ec2, instance),
  'hibernation-options.configured': ({ hibernation }) => [String(hibernation)],
  hypervisor: () => ['xen'],
  'iam-instance-profile.arn': ({ iamProfile }) => [iamProfile],
  'image-id': ({ image }) => [image.id],
  'instance-id': ({ id }) => [id],
  'instance-lifecycle': (instance) => [requestOf(ec2, instance) && 'spot'],
  'instance-state-code': (instance) => [String(stateOf(instance).code)],
  'instance-state-name': (instance) => [stateOf(instance).name],
  'instance-type': ({ type }) => [type.name],
  'instance.group-id': ({ groupIds }) => groupIds,
  'instance.group-name': (instance) => groupNames(ec2, instance),
  'ip-address': (instance) => [addressesOf(instance).v4],
  'ipv6-address': (instance) => [addressesOf(instance).v6],
  'key-name': ({ keyName }) => [keyName],
  'launch-index': ({ launchIndex }) => [String(launchIndex)],
  'launch-time': ({ server }) => [new Date(server.startedAt).toISOString()],
  'metadata-options.http-endpoint': ({ metadata }) => [metadata.endpoint],
  'metadata-options.http-tokens': ({ metadata }) => [metadata.tokens],
  'monitoring-state': ({ monitoring }) => [monitoring ? 'enabled' : 'disabled'],
  'network-interface.network-interface-id': ({ interfaceId }) => [interfaceId],
  'owner-id': () => [ec2.accountId],
  'placement-group-name': ({ placement }) => [placement.group?.name],
  'placement-partition-number': ({ placement }) => [placement.partition?.toString()],
  'private-dns-name': ({ server }) => [privateName(ec2, server.privateAddress)],
  'private-ip-address': ({ server }) => [server.privateAddress],
  'reservation-id': ({ reservationId }) => [reservationId],
  'root-device-name': ({ image }) => [image.rootDevice],
  'root-device-type': () => ['ebs'],
  'spot-instance-request-id': (instance) => [requestOf(ec2, instance)?.id],
  'subnet-id': ({ subnet }) => [subnet.id],
  tenancy: ({ placement }) => [placement.tenancy],
  'virtualization-type': () => ['hvm'],
  'vpc-id': ({ subnet }) => [subnet.vpc.id],
})
