import type { DigitalOcean } from './cloud.ts'
import { checkDroplets } from './firewall-rules.ts'
import {
  balancerWire,
  changeBalancer,
  checkIdle,
  deleteBalancer,
  existingBalancer,
  type LoadBalancer,
} from './load-balancer.ts'
import { type BalancerSettings, readSettings, type SettingsInput } from './load-balancer-settings.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { assignToProject, existingProject } from './project.ts'
import { takePublicV4 } from './public-address.ts'
import { unprocessable } from './refusal.ts'
import type { Region } from './region-catalogue.ts'
import { checkTags } from './tag-name.ts'
import { urnOf } from './urn.ts'
import { checkRoom, defaultVpc, existingVpc, type Vpc } from './vpc.ts'

interface BalancerInput extends SettingsInput {
  readonly name?: string
  readonly region: string
  readonly droplet_ids?: readonly number[]
  readonly tag?: string
  readonly vpc_uuid?: string
  readonly project_id?: string
  readonly type?: string
  readonly network?: string
  readonly network_stack?: string
  readonly domains?: unknown
  readonly glb_settings?: unknown
  readonly target_load_balancer_ids?: unknown
}

export const loadBalancers: Operations<`loadBalancers_${'list' | 'create' | 'get' | 'update' | 'delete'}`> = {
  loadBalancers_list: operation((cloud, call) =>
    page(cloud, call, 'load_balancers', [...cloud.loadBalancers.values()], (one) => balancerWire(cloud, one)),
  ),

  loadBalancers_create: operation<BalancerInput>((cloud, { body }) => ({
    load_balancer: balancerWire(cloud, create(cloud, body)),
  })),

  loadBalancers_get: operation((cloud, { path }) => ({
    load_balancer: balancerWire(cloud, existingBalancer(cloud, path.lb_id)),
  })),

  loadBalancers_update: operation<BalancerInput>((cloud, { path, body }) => {
    const balancer = existingBalancer(cloud, path.lb_id)
    update(cloud, balancer, body)
    return { load_balancer: balancerWire(cloud, balancer) }
  }),

  loadBalancers_delete: operation((cloud, { path }) => {
    deleteBalancer(cloud, existingBalancer(cloud, path.lb_id))
    return undefined
  }),
}

function create(cloud: DigitalOcean, input: BalancerInput): LoadBalancer {
  const { type = 'REGIONAL', network = 'EXTERNAL', network_stack: networkStack = 'IPV4' } = input
  if (type === 'GLOBAL') throw unprocessable('global load balancers are not available here')
  const region = cloud.regions.find(({ slug, available }) => slug === input.region && available)
  if (!region) throw unprocessable('Region is not available')
  checkRegional(input)
  const vpc = findVpc(cloud, input.vpc_uuid, region)
  if (network === 'INTERNAL') checkRoom(cloud, vpc, 1)
  const members = readMembers(cloud, input, vpc)
  const name = readName(cloud, input.name)
  const settings = readSettings(cloud, input, region.slug)
  checkType(type, settings)
  const project = existingProject(cloud, input.project_id)
  const { clock, times, publicV6Addresses } = cloud.centre
  const [now, activeAt] = [clock.now(), clock.now() + times.pendingMs]
  const balancer: LoadBalancer = {
    id: cloud.newUuid(),
    createdAt: now,
    region,
    vpc,
    type,
    network,
    networkStack,
    ip: network === 'INTERNAL' ? vpc.addresses.take() : takePublicV4(cloud),
    ipv6: networkStack === 'DUALSTACK' ? publicV6Addresses.take() : undefined,
    activeAt,
    busyUntil: activeAt,
    sizedAt: now,
    name,
    settings,
    ...members,
  }
  cloud.loadBalancers.set(balancer.id, balancer)
  assignToProject(cloud, project, urnOf('loadbalancer', balancer.id))
  return balancer
}

function findVpc(cloud: DigitalOcean, id: string | undefined, region: Region): Vpc {
  if (!id) return defaultVpc(cloud, region)
  const vpc = existingVpc(cloud, id)
  if (vpc.region !== region.slug) throw unprocessable('The VPC is not in the region of the load balancer')
  return vpc
}

/** A name that no other load balancer of the account has, in whatever region: https://github.com/kubernetes-sigs/cluster-api-provider-digitalocean/issues/217 */
function readName({ loadBalancers: all }: DigitalOcean, name = '', own?: LoadBalancer): string {
  if (name.length > 255 || !/^[a-zA-Z0-9][a-zA-Z0-9.-]*$/.test(name))
    throw unprocessable('Name must begin with a letter or digit and have letters, digits, periods and dashes')
  if ([...all.values()].some((one) => one !== own && one.name === name))
    throw unprocessable('name is not unique')
  return name
}

function readMembers(
  cloud: DigitalOcean,
  { droplet_ids: ids, tag }: BalancerInput,
  vpc: Vpc,
): Pick<LoadBalancer, 'dropletIds' | 'tag'> {
  if (tag) {
    checkTags([tag])
    return { dropletIds: new Set(), tag }
  }
  checkReachable(cloud, ids ?? [], vpc)
  return { dropletIds: new Set(ids), tag: undefined }
}

/** Throws a `Refusal` for droplets that are not there, or in another network. */
export function checkReachable(cloud: DigitalOcean, ids: readonly number[], vpc: Vpc): void {
  checkDroplets(cloud, ids)
  const far = ids.filter((id) => cloud.droplets.get(id)?.vpc !== vpc)
  if (far.length > 0)
    throw unprocessable(`droplets are not in the VPC of the load balancer: ${far.join(', ')}`)
}

/** A balancer of packets does not look into them. */
export function checkType(
  type: string,
  { forwarding_rules: rules, sticky_sessions: sticky }: BalancerSettings,
): void {
  if (type !== 'REGIONAL_NETWORK') return
  if (rules.some(({ entry_protocol: protocol }) => protocol !== 'tcp' && protocol !== 'udp'))
    throw unprocessable('a regional network load balancer has tcp and udp forwarding rules only')
  if (sticky.type !== 'none') throw unprocessable('a regional network load balancer has no sticky sessions')
}

/** Throws a `Refusal` for what only a global load balancer has. */
function checkRegional(input: BalancerInput): void {
  const names = ['domains', 'glb_settings', 'target_load_balancer_ids'] as const
  const wrong = names.find((name) => input[name] !== undefined)
  if (wrong) throw unprocessable(`${wrong} is for global load balancers only`)
}

const hourMs = 3_600_000

function update(cloud: DigitalOcean, balancer: LoadBalancer, input: BalancerInput): void {
  checkIdle(cloud, balancer)
  checkUnchanged(balancer, input)
  checkRegional(input)
  const settings = readSettings(cloud, input, balancer.region.slug)
  checkType(balancer.type, settings)
  const members = readMembers(cloud, input, balancer.vpc)
  const name = readName(cloud, input.name, balancer)
  const project = input.project_id === undefined ? undefined : existingProject(cloud, input.project_id)
  const now = cloud.centre.clock.now()
  const isResized = settings.size_unit !== balancer.settings.size_unit
  if (isResized && now - balancer.sizedAt < hourMs)
    throw unprocessable('a load balancer can be resized once per hour, and not within the first hour')
  changeBalancer(cloud, balancer, () => Object.assign(balancer, { name, settings, ...members }))
  if (isResized) balancer.sizedAt = now
  if (project) assignToProject(cloud, project, urnOf('loadbalancer', balancer.id))
}

/** Throws a `Refusal` for what stays as it was made. */
function checkUnchanged(balancer: LoadBalancer, input: BalancerInput): void {
  const fixed = {
    region: [input.region, balancer.region.slug],
    vpc_uuid: [input.vpc_uuid, balancer.vpc.id],
    type: [input.type, balancer.type],
    network: [input.network, balancer.network],
    network_stack: [input.network_stack, balancer.networkStack],
  }
  for (const [name, [wanted, own]] of Object.entries(fixed)) {
    if (wanted !== undefined && wanted !== own) throw unprocessable(`${name} cannot be updated`)
  }
}
