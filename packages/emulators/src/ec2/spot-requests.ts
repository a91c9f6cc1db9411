import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'
import { type SpotRequest, spotState } from './spot-request.ts'
import { tagSet } from './tag-input.ts'
import type { XmlFields } from './xml.ts'

interface DescribeInput extends PagedInput {
  readonly SpotInstanceRequestId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeSpotInstanceRequests: Action = action<DescribeInput>((ec2, input) => () => {
  const { SpotInstanceRequestId: ids } = input
  const all = ids ? findRequests(ec2, ids) : [...ec2.spotRequests.values()]
  const found = applyFilters(
    all,
    input.Filter,
    {
      'create-time': ({ createdAt }) => [new Date(createdAt).toISOString()],
      'instance-id': ({ instanceId }) => [instanceId],
      'launch.image-id': (one) => [ec2.instances.get(one.instanceId)?.image.id],
      'launch.instance-type': (one) => [ec2.instances.get(one.instanceId)?.type.name],
      'launched-availability-zone': (one) => [ec2.instances.get(one.instanceId)?.zone.name],
      'product-description': () => ['Linux/UNIX'],
      'spot-instance-request-id': ({ id }) => [id],
      'spot-price': ({ maxPrice }) => [maxPrice],
      state: (one) => [spotState(ec2, one).state],
      'status-code': (one) => [spotState(ec2, one).code],
      type: ({ type }) => [type],
    },
    ({ id }) => ec2.centre.tags.of(id),
  )
  const { items, next } = page(found, input, {
    of: ['DescribeSpotInstanceRequests', ids, input.Filter],
    key: ({ id }) => id,
    smallest: 5,
    largest: ec2.pageSize,
  })
  return { spotInstanceRequestSet: items.map((one) => requestFields(ec2, one)), nextToken: next }
})

interface CancelInput {
  readonly SpotInstanceRequestId: readonly string[]
}

/** The instances run on. */
export const cancelSpotInstanceRequests: Action = action<CancelInput>((ec2, input) => {
  const requests = findRequests(ec2, input.SpotInstanceRequestId)
  return () => {
    for (const request of requests) request.cancelled = true
    return {
      spotInstanceRequestSet: requests.map(({ id }) => ({ spotInstanceRequestId: id, state: 'cancelled' })),
    }
  }
})

function findRequests(ec2: Ec2, ids: readonly string[]): readonly SpotRequest[] {
  return [...new Set(ids)].map((id) => {
    if (!/^sir-[0-9a-z]{8}$/.test(id)) {
      throw new Refusal('InvalidSpotInstanceRequestID.Malformed', `Invalid id: "${id}" (expecting "sir-...")`)
    }
    const request = ec2.spotRequests.get(id)
    if (request) return request
    throw new Refusal(
      'InvalidSpotInstanceRequestID.NotFound',
      `The spot instance request ID '${id}' does not exist`,
    )
  })
}

function requestFields(ec2: Ec2, request: SpotRequest): XmlFields {
  const instance = ec2.instances.get(request.instanceId)
  const { state, code } = spotState(ec2, request)
  return {
    spotInstanceRequestId: request.id,
    spotPrice: request.maxPrice,
    type: request.type,
    state,
    status: { code, message: code, updateTime: new Date(request.createdAt) },
    validUntil: request.validUntil,
    instanceInterruptionBehavior: request.interruption,
    instanceId: request.instanceId,
    createTime: new Date(request.createdAt),
    productDescription: 'Linux/UNIX',
    launchedAvailabilityZone: instance?.zone.name,
    tagSet: tagSet(ec2, request.id),
    ...(instance && {
      launchSpecification: {
        imageId: instance.image.id,
        instanceType: instance.type.name,
        keyName: instance.keyName,
        placement: { availabilityZone: instance.zone.name },
        monitoring: { enabled: instance.monitoring },
      },
    }),
  }
}
