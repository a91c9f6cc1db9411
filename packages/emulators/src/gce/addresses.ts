import type { Gce } from './cloud.ts'
import { accessOf, interfacesOf } from './external-address.ts'
import { deleteOf, insertOf, type Kind } from './kind.ts'
import { linkTo } from './links.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { inUse, invalidField, Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { regionOfScope } from './scope.ts'
import { setLabels } from './set-labels.ts'
import { resourcesOf } from './store.ts'

const kind: Kind = {
  collection: 'addresses',
  links: { subnetwork: ['subnetworks'], network: ['networks'] },
  labels: true,
  defaults: (_cloud, { addressType = 'EXTERNAL' }) => ({
    addressType,
    ...(addressType === 'EXTERNAL' && { networkTier: 'PREMIUM' }),
    status: 'RESERVING',
  }),
  check: (cloud, wire, { place }) => {
    if (wire.ipVersion === 'IPV6')
      throw invalidField('ipVersion', 'IPV6', 'IPv6 addresses are not available here.')
    if (wire.addressType === 'INTERNAL') return checkInternal(cloud, wire)
    if (wire.address === undefined) return
    const region = regionOfScope(place.scope)
    if (!holderOf(cloud, String(wire.address), region))
      throw invalidField(
        'address',
        wire.address,
        `The address is not an ephemeral one in use in ${region ?? 'global'}.`,
      )
  },
  made: (cloud, address) => allocate(cloud, address),
  checkDelete: (_cloud, address) => {
    const [user] = (address.wire.users ?? []) as readonly string[]
    if (address.wire.status === 'IN_USE' && user !== undefined)
      throw inUse('address', address.path, user.replace(linkTo(''), ''))
  },
  gone: (cloud, { wire }) => {
    if (typeof wire.address !== 'string') return
    if (wire.addressType === 'EXTERNAL') cloud.centre.publicAddresses.giveBack(wire.address)
    else cloud.ranges.get(String(wire.subnetwork).replace(linkTo(''), ''))?.giveBack(wire.address)
  },
}

function checkInternal(cloud: Gce, { subnetwork, address }: Resource['wire']): void {
  if (subnetwork === undefined)
    throw invalidField('subnetwork', '', 'An internal address is of a subnetwork.')
  if (address === undefined) return
  const range = cloud.ranges.get(String(subnetwork).replace(linkTo(''), ''))
  if (!range?.has(String(address)))
    throw invalidField('address', address, 'The address is outside of the range of the subnetwork.')
  const taken = cloud.centre.servers
    .list()
    .some((one) => one.privateAddress === address && one.state !== 'terminated')
  const reserved = resourcesOf(cloud, 'addresses').some((one) => one.wire.address === address)
  if (taken || reserved)
    throw new Refusal(
      'resourceInUseByAnotherResource',
      `IP '${address}' is already being used by another resource.`,
    )
}

/** The instance in a region that has an ephemeral address. */
const holderOf = (cloud: Gce, address: string, region: string | undefined): Resource | undefined =>
  resourcesOf(cloud, 'instances').find(
    (one) => regionOfScope(one.scope) === region && cloud.machines.get(one.id)?.ephemeral === address,
  )

/** A fresh address, the one named, or the ephemeral one of an instance, which has it for good from then on. */
function allocate(cloud: Gce, { wire, scope }: Resource): void {
  wire.status = 'RESERVED'
  if (wire.addressType === 'INTERNAL') {
    const range = cloud.ranges.get(String(wire.subnetwork).replace(linkTo(''), ''))
    if (typeof wire.address === 'string') range?.claim(wire.address)
    else wire.address = range?.take()
    wire.purpose ??= 'GCE_ENDPOINT'
    return
  }
  if (typeof wire.address !== 'string') {
    wire.address = cloud.centre.publicAddresses.take()
    return
  }
  const holder = holderOf(cloud, wire.address, regionOfScope(scope))
  const machinery = holder && cloud.machines.get(holder.id)
  if (!holder || !machinery) return
  machinery.ephemeral = undefined
  const access = accessOf(holder)
  for (const nic of interfacesOf(holder))
    nic.accessConfigs = nic.accessConfigs?.map((one) =>
      one === access ? { ...one, natIP: String(wire.address) } : one,
    )
  wire.status = 'IN_USE'
  wire.users = [linkTo(holder.path)]
}

export const addresses: Operations<`compute.${'addresses' | 'globalAddresses'}.${string}`> = {
  'compute.addresses.aggregatedList': listEverywhere('global', 'region'),
  'compute.addresses.delete': deleteOf(kind),
  'compute.addresses.get': getOne,
  'compute.addresses.insert': insertOf(kind),
  'compute.addresses.list': listAll,
  'compute.addresses.setLabels': setLabels,
  'compute.globalAddresses.delete': deleteOf(kind),
  'compute.globalAddresses.get': getOne,
  'compute.globalAddresses.insert': insertOf(kind),
  'compute.globalAddresses.list': listAll,
  'compute.globalAddresses.setLabels': setLabels,
}
