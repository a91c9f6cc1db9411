import { type DigitalOcean, timeText } from './cloud.ts'
import { type Droplet, taggedDroplets } from './droplet.ts'
import { releaseBalancer } from './firewall.ts'
import type { BalancerSettings } from './load-balancer-settings.ts'
import type { Json } from './operation.ts'
import { projectOf } from './project.ts'
import { notFound, Refusal } from './refusal.ts'
import { type Region, regionWire } from './region-catalogue.ts'
import { urnOf } from './urn.ts'
import type { Vpc } from './vpc.ts'

export interface LoadBalancer {
  readonly id: string
  readonly createdAt: number
  readonly region: Region
  readonly vpc: Vpc
  readonly type: string
  readonly network: string
  readonly networkStack: string
  /** Known from the start, shown when it is active. */
  readonly ip: string
  readonly ipv6: string | undefined
  readonly activeAt: number
  /** Until then it takes no further change. */
  busyUntil: number
  /** When the number of its nodes was chosen last. */
  sizedAt: number
  name: string
  settings: BalancerSettings
  /** Those named one by one, where there is no tag. */
  dropletIds: ReadonlySet<number>
  /** Every droplet of the region that carries it is behind the load balancer. */
  tag: string | undefined
}

export function existingBalancer({ loadBalancers }: DigitalOcean, id = ''): LoadBalancer {
  const balancer = loadBalancers.get(id)
  if (!balancer) throw notFound('load balancer not found')
  return balancer
}

/** Makes a change, which takes a while. Throws the API's `Refusal` while another one is under way. */
export function changeBalancer(cloud: DigitalOcean, balancer: LoadBalancer, edit: () => void): void {
  checkIdle(cloud, balancer)
  edit()
  balancer.busyUntil = cloud.centre.clock.now() + cloud.centre.times.actionMs
}

export function checkIdle({ centre }: DigitalOcean, { busyUntil }: LoadBalancer): void {
  if (centre.clock.now() < busyUntil)
    throw new Refusal('forbidden', "Load Balancer can't be updated while it processes previous actions")
}

export function deleteBalancer(cloud: DigitalOcean, { id, ip, ipv6, network, vpc }: LoadBalancer): void {
  cloud.loadBalancers.delete(id)
  releaseBalancer(cloud, id)
  if (network === 'INTERNAL') vpc.addresses.giveBack(ip)
  else cloud.centre.publicAddresses.giveBack(ip)
  if (ipv6) cloud.centre.publicV6Addresses.giveBack(ipv6)
}

/** Droplets of another VPC are out of reach. */
export function balancedDroplets(cloud: DigitalOcean, balancer: LoadBalancer): readonly number[] {
  const { dropletIds, tag, vpc } = balancer
  if (tag === undefined) return [...dropletIds]
  return taggedDroplets(cloud, tag)
    .filter((droplet) => droplet.vpc === vpc)
    .map(({ id }) => id)
}

/** Lets go of a droplet that is gone. */
export function releaseFromBalancers({ loadBalancers }: DigitalOcean, { id }: Droplet): void {
  for (const balancer of loadBalancers.values())
    balancer.dropletIds = new Set([...balancer.dropletIds].filter((one) => one !== id))
}

export const isActive = ({ centre }: DigitalOcean, { activeAt }: LoadBalancer): boolean =>
  centre.clock.now() >= activeAt

const statusOf = (cloud: DigitalOcean, balancer: LoadBalancer): 'new' | 'active' =>
  isActive(cloud, balancer) ? 'active' : 'new'

export const balancerWire = (cloud: DigitalOcean, balancer: LoadBalancer): Json => ({
  id: balancer.id,
  name: balancer.name,
  ip: isActive(cloud, balancer) ? balancer.ip : '',
  ipv6: isActive(cloud, balancer) ? (balancer.ipv6 ?? '') : '',
  status: statusOf(cloud, balancer),
  created_at: timeText(balancer.createdAt),
  ...settingsWire(balancer.settings),
  region: regionWire(balancer.region),
  tag: balancer.tag ?? '',
  droplet_ids: balancedDroplets(cloud, balancer),
  vpc_uuid: balancer.vpc.id,
  project_id: projectOf(cloud, urnOf('loadbalancer', balancer.id)).id,
  type: balancer.type,
  network: balancer.network,
  network_stack: balancer.networkStack,
})

/** Settings have the API's own spelling. */
const settingsWire = (settings: BalancerSettings) => ({
  ...settings,
  forwarding_rules: settings.forwarding_rules.map((rule) => ({ ...rule })),
  health_check: { ...settings.health_check },
  sticky_sessions: { ...settings.sticky_sessions },
  firewall: settings.firewall && { ...settings.firewall },
})
