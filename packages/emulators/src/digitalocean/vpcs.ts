import { type DigitalOcean, timeText } from './cloud.ts'
import { type Call, type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { Refusal, unprocessable } from './refusal.ts'
import { urnOf } from './urn.ts'
import { addVpc, existingVpc, type Vpc } from './vpc.ts'
import { membersOf } from './vpc-members.ts'
import { freeRange, isPrivate, isReserved, overlap, readRange } from './vpc-range.ts'

interface VpcInput {
  readonly name: string
  readonly description?: string
  readonly region: string
  readonly ip_range?: string
}

interface VpcChange {
  readonly name?: string
  readonly description?: string
  readonly default?: boolean
}

export const vpcs: Operations<`vpcs_${'list' | 'create' | 'get' | 'update' | 'patch' | 'delete'}`> = {
  vpcs_list: operation((cloud, call) => page(cloud, call, 'vpcs', [...cloud.vpcs.values()], vpcWire)),

  vpcs_create: operation<VpcInput>((cloud, { body }) => {
    const { name, description = '', region } = body
    checkName(cloud, name)
    if (!cloud.regions.some(({ slug, available }) => slug === region && available))
      throw unprocessable('Region is not available')
    const range = body.ip_range ? checkedRange(cloud, body.ip_range) : chosenRange(cloud)
    return { vpc: vpcWire(addVpc(cloud, { name, description, region, range, default: false })) }
  }),

  vpcs_get: operation((cloud, { path }) => ({ vpc: vpcWire(existingVpc(cloud, path.vpc_id)) })),

  vpcs_update: operation<VpcChange>((cloud, call) => change(cloud, call, { description: '', ...call.body })),

  vpcs_patch: operation<VpcChange>((cloud, call) => change(cloud, call, call.body)),

  vpcs_delete: operation((cloud, { path }) => {
    const vpc = existingVpc(cloud, path.vpc_id)
    if (vpc.default) throw new Refusal('forbidden', 'Can not delete default VPCs')
    // The specification says 403; 409 is what the API has answered since 2024.
    if (membersOf(cloud, vpc).length > 0) throw new Refusal('conflict', 'Can not delete VPC with members')
    cloud.vpcs.delete(vpc.id)
    return undefined
  }),
}

const vpcWire = (vpc: Vpc): Json => ({
  id: vpc.id,
  urn: urnOf('vpc', vpc.id),
  name: vpc.name,
  description: vpc.description,
  region: vpc.region,
  ip_range: vpc.range,
  created_at: timeText(vpc.createdAt),
  default: vpc.default,
})

function change(cloud: DigitalOcean, { path }: Call, input: VpcChange): Json {
  const vpc = existingVpc(cloud, path.vpc_id)
  const { name = vpc.name, description = vpc.description } = input
  if (name !== vpc.name) checkName(cloud, name)
  if (input.default === false && vpc.default) throw unprocessable('The default VPC can not be unset')
  vpc.name = name
  vpc.description = description
  if (input.default) makeDefault(cloud, vpc)
  return { vpc: vpcWire(vpc) }
}

/** A region has one default. */
function makeDefault(cloud: DigitalOcean, vpc: Vpc): void {
  for (const other of cloud.vpcs.values()) if (other.region === vpc.region) other.default = other === vpc
}

function checkName({ vpcs: all }: DigitalOcean, name: string): void {
  if (!/^[a-zA-Z0-9\-.]+$/.test(name))
    throw unprocessable('Name may only contain alphanumeric characters, dashes, and periods')
  if ([...all.values()].some((vpc) => vpc.name === name))
    throw new Refusal('conflict', 'A VPC with the same name already exists')
}

const rangesOf = ({ vpcs: all }: DigitalOcean) =>
  [...all.values()].flatMap(({ range }) => readRange(range) ?? [])

function checkedRange(cloud: DigitalOcean, text: string): string {
  const range = readRange(text)
  if (!range) throw unprocessable('Range is not a network in CIDR notation')
  if (range.bits < 16 || range.bits > 28) throw unprocessable('Range must be between /16 and /28 in size')
  if (!isPrivate(range)) throw unprocessable('Range must be within the private addresses of RFC 1918')
  if (isReserved(range)) throw unprocessable('Range is reserved for internal use')
  if (rangesOf(cloud).some((other) => overlap(other, range)))
    throw unprocessable(`This range/size overlaps with another VPC network in your account: ${text}`)
  return text
}

function chosenRange(cloud: DigitalOcean): string {
  const range = freeRange(rangesOf(cloud))
  if (range === undefined) throw unprocessable('No range is left for another VPC')
  return range
}
