import { actionLink } from './action-wire.ts'
import type { DigitalOcean } from './cloud.ts'
import { type Droplet, destroyDroplet } from './droplet.ts'
import { type DropletInput, type DropletPlan, planDroplets } from './droplet-plan.ts'
import { dropletWire } from './droplet-wire.ts'
import { type Operations, operation } from './operation.ts'

/** How many droplets share a physical computer. */
const perHost = 4

export const dropletCreate: Operations<'droplets_create'> = {
  droplets_create: operation<DropletInput>((cloud, { body, origin }) => {
    const plan = planDroplets(cloud, body)
    const droplets = plan.names.map((name) => create(cloud, body, plan, name))
    const links = { actions: droplets.map(({ created }) => actionLink(created, 'create', origin)) }
    const [first] = droplets
    if (body.names || !first)
      return { droplets: droplets.map((droplet) => dropletWire(cloud, droplet)), links }
    return { droplet: dropletWire(cloud, first), links }
  }),
}

function create(cloud: DigitalOcean, input: DropletInput, plan: DropletPlan, name: string): Droplet {
  const id = cloud.newNumber()
  const server = launch(cloud, input, plan, { id, name })
  const droplet: Droplet = {
    id,
    name,
    server,
    region: plan.region,
    vpc: plan.vpc,
    image: plan.image,
    size: plan.size,
    diskGiB: plan.size.diskGiB,
    publicKeys: plan.publicKeys,
    userData: input.user_data,
    monitoring: input.monitoring ?? false,
    agent: input.with_droplet_agent ?? true,
    ipv6: undefined,
    backups: plan.backups,
    host: hostFor(cloud, plan),
    created: cloud.actions.begin({
      type: 'create',
      resourceType: 'droplet',
      resourceId: id,
      region: plan.region.slug,
      locks: id,
      ms: cloud.centre.times.pendingMs,
      abort: () => destroyDroplet(cloud, droplet),
    }),
  }
  if (input.ipv6) giveIpv6(cloud, droplet)
  cloud.droplets.set(id, droplet)
  for (const tag of plan.tags) cloud.tags.add(tag, 'droplet', id)
  for (const volume of plan.volumes) volume.dropletId = id
  return droplet
}

export function giveIpv6({ centre }: DigitalOcean, droplet: Droplet): void {
  droplet.ipv6 = centre.publicV6Addresses.take()
  droplet.server.otherAddresses.add(droplet.ipv6)
}

function launch(
  { centre }: DigitalOcean,
  input: DropletInput,
  { vpc, image, publicKeys, region }: DropletPlan,
  { id, name }: { readonly id: number; readonly name: string },
) {
  return centre.servers.launch({
    id: String(id),
    hostname: name,
    os: image.os,
    authorizedKeys: publicKeys,
    userData: input.user_data === undefined ? undefined : Buffer.from(input.user_data),
    metadata: { id: String(id), hostname: name, region: region.slug },
    privateAddress: vpc.addresses.take(),
    publicAddress: input.public_networking ?? true,
    keepsAddress: true,
  })
}

/** The fullest computer of the region with room on it, else a new one. */
function hostFor({ droplets, newUuid }: DigitalOcean, { region }: DropletPlan): string {
  const used = new Map<string, number>()
  for (const { host, region: own } of droplets.values()) {
    if (own === region) used.set(host, (used.get(host) ?? 0) + 1)
  }
  const [free] = [...used].filter(([, count]) => count < perHost).sort(([, a], [, b]) => b - a)
  return free?.[0] ?? newUuid()
}
