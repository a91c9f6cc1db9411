import { type DigitalOcean, timeText } from './cloud.ts'
import { type Droplet, taggedDroplets } from './droplet.ts'
import { inboundWire, outboundWire, type Rules, withoutBalancer, withoutDroplet } from './firewall-rules.ts'
import type { Json } from './operation.ts'
import { notFound } from './refusal.ts'

export interface Firewall {
  readonly id: string
  readonly createdAt: number
  name: string
  rules: Rules
  /** Those named one by one; others come by a tag. */
  dropletIds: ReadonlySet<number>
  tags: ReadonlySet<string>
  /** What was asked last: by droplet, whether the firewall leaves it. In force when `until` has come. */
  change: { readonly until: number; readonly leaves: ReadonlyMap<number, boolean> }
}

export function existingFirewall({ firewalls }: DigitalOcean, id = ''): Firewall {
  const firewall = firewalls.get(id)
  if (!firewall) throw notFound('firewall not found')
  return firewall
}

/** A tag that is deleted is no longer the firewall's. */
const liveTags = ({ tags }: DigitalOcean, firewall: Firewall) =>
  [...firewall.tags].filter((name) => tags.has(name))

export function protectedDroplets(cloud: DigitalOcean, firewall: Firewall): ReadonlySet<number> {
  const tagged = liveTags(cloud, firewall).flatMap((tag) => taggedDroplets(cloud, tag))
  return new Set([...firewall.dropletIds, ...tagged.map(({ id }) => id)])
}

/** Makes a change, which droplets take up in their own time: all that are protected, or those whose protection begins or ends. */
export function changeFirewall(
  cloud: DigitalOcean,
  firewall: Firewall,
  touches: 'all' | 'joining and leaving',
  edit: () => void,
): void {
  const before = protectedDroplets(cloud, firewall)
  edit()
  const after = protectedDroplets(cloud, firewall)
  const touched = [...new Set([...before, ...after])].filter(
    (id) => touches === 'all' || before.has(id) !== after.has(id),
  )
  firewall.change = {
    until: cloud.centre.clock.now() + cloud.centre.times.actionMs,
    leaves: new Map([...pending(cloud, firewall), ...touched.map((id) => [id, !after.has(id)] as const)]),
  }
}

const isSettled = ({ centre }: DigitalOcean, { change }: Firewall) => centre.clock.now() >= change.until

const pending = (cloud: DigitalOcean, firewall: Firewall): ReadonlyMap<number, boolean> =>
  isSettled(cloud, firewall) ? new Map() : firewall.change.leaves

export const firewallWire = (cloud: DigitalOcean, firewall: Firewall): Json => ({
  id: firewall.id,
  name: firewall.name,
  status: isSettled(cloud, firewall) ? 'succeeded' : 'waiting',
  inbound_rules: firewall.rules.inbound.map(inboundWire),
  outbound_rules: firewall.rules.outbound.map(outboundWire),
  created_at: timeText(firewall.createdAt),
  droplet_ids: [...firewall.dropletIds],
  tags: liveTags(cloud, firewall),
  pending_changes: [...pending(cloud, firewall)].map(([id, removing]) => ({
    droplet_id: id,
    removing,
    status: 'waiting',
  })),
})

/** Lets go of a droplet that is gone, in the assignments and in the rules. */
export function releaseDroplet({ firewalls }: DigitalOcean, { id }: Droplet): void {
  for (const firewall of firewalls.values()) {
    const { inbound, outbound } = firewall.rules
    firewall.dropletIds = new Set([...firewall.dropletIds].filter((one) => one !== id))
    firewall.rules = { inbound: withoutDroplet(inbound, id), outbound: withoutDroplet(outbound, id) }
    const { until, leaves } = firewall.change
    firewall.change = { until, leaves: new Map([...leaves].filter(([droplet]) => droplet !== id)) }
  }
}

export function releaseBalancer({ firewalls }: DigitalOcean, id: string): void {
  for (const firewall of firewalls.values()) {
    const { inbound, outbound } = firewall.rules
    firewall.rules = { inbound: withoutBalancer(inbound, id), outbound: withoutBalancer(outbound, id) }
  }
}
