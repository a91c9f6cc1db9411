import { type Action, action, type Ec2 } from '../action.ts'
import type { FilterTable } from '../filters.ts'
import { newId } from '../new-id.ts'
import { invalidValue, Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from '../tag-input.ts'
import type { XmlFields } from '../xml.ts'
import { found, foundOrVisible } from './found.ts'
import { type ListInput, listed } from './listing.ts'
import type { InternetGateway } from './network.ts'

interface CreateInput {
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createInternetGateway: Action = action<CreateInput>((ec2, input) => {
  const { gateways } = ec2.network
  if (gateways.size >= (ec2.limits.vpcs ?? Number.POSITIVE_INFINITY)) {
    throw new Refusal(
      'InternetGatewayLimitExceeded',
      'The maximum number of internet gateways has been reached.',
    )
  }
  const tags = readTagSpecifications(input.TagSpecification, ['internet-gateway'])
  return () => {
    const gateway = { id: newId(ec2, 'igw'), createdAt: ec2.centre.clock.now(), vpcId: undefined }
    gateways.set(gateway.id, gateway)
    storeTags(ec2, gateway.id, tags.get('internet-gateway'))
    return { internetGateway: gatewayFields(ec2, gateway) }
  }
})

interface DescribeInput extends ListInput {
  readonly InternetGatewayId?: readonly string[]
}

export const describeInternetGateways: Action = action<DescribeInput>((ec2, input) => () => {
  const { items, next } = listed(ec2, input, {
    action: 'DescribeInternetGateways',
    items: foundOrVisible(ec2, 'gateways', input.InternetGatewayId),
    filters: gatewayFilters(ec2),
  })
  return { internetGatewaySet: items.map((gateway) => gatewayFields(ec2, gateway)), nextToken: next }
})

const gatewayFilters = (ec2: Ec2): FilterTable<InternetGateway> => ({
  'attachment.state': ({ vpcId }) => [vpcId && 'available'],
  'attachment.vpc-id': ({ vpcId }) => [vpcId],
  'internet-gateway-id': ({ id }) => [id],
  'owner-id': () => [ec2.accountId],
})

const gatewayFields = (ec2: Ec2, { id, vpcId }: InternetGateway): XmlFields => ({
  internetGatewayId: id,
  ownerId: ec2.accountId,
  attachmentSet: vpcId === undefined ? [] : [{ vpcId, state: 'available' }],
  tagSet: tagSet(ec2, id),
})

interface AttachInput {
  readonly InternetGatewayId: string
  readonly VpcId: string
}

export const attachInternetGateway: Action = action<AttachInput>((ec2, input) => {
  const gateway = found(ec2, 'gateways', input.InternetGatewayId)
  const vpc = found(ec2, 'vpcs', input.VpcId)
  if (gateway.vpcId !== undefined) {
    throw new Refusal(
      'Resource.AlreadyAssociated',
      `resource ${gateway.id} is already attached to network ${gateway.vpcId}`,
    )
  }
  if ([...ec2.network.gateways.values()].some(({ vpcId }) => vpcId === vpc.id)) {
    throw invalidValue(`Network ${vpc.id} already has an internet gateway attached`)
  }
  return () => {
    gateway.vpcId = vpc.id
    return { return: true }
  }
})

export const detachInternetGateway: Action = action<AttachInput>((ec2, input) => {
  const gateway = found(ec2, 'gateways', input.InternetGatewayId)
  const vpc = found(ec2, 'vpcs', input.VpcId)
  if (gateway.vpcId !== vpc.id) {
    throw new Refusal('Gateway.NotAttached', `resource ${gateway.id} is not attached to network ${vpc.id}`)
  }
  const isNeeded = [...ec2.instances.values()].some(
    ({ subnet, server }) => subnet.vpc === vpc && server.publicAddress !== undefined,
  )
  if (isNeeded) {
    throw new Refusal(
      'DependencyViolation',
      `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    )
  }
  return () => {
    gateway.vpcId = undefined
    return { return: true }
  }
})

interface DeleteInput {
  readonly InternetGatewayId: string
}

export const deleteInternetGateway: Action = action<DeleteInput>((ec2, input) => {
  const gateway = found(ec2, 'gateways', input.InternetGatewayId)
  if (gateway.vpcId !== undefined) {
    throw new Refusal(
      'DependencyViolation',
      `The internetGateway '${gateway.id}' has dependencies and cannot be deleted.`,
    )
  }
  return () => {
    ec2.network.gateways.delete(gateway.id)
    ec2.centre.tags.forget(gateway.id)
    return { return: true }
  }
})
