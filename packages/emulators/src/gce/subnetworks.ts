import { rangeAddresses } from '../centre/addresses.ts'
import { begin } from './changes.ts'
import { contains, overlap, type Range, readRange } from './cidr.ts'
import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, setterOf } from './kind.ts'
import { linkTo } from './links.ts'
import { type Operations, operation } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField } from './refusal.ts'
import type { Resource } from './resource.ts'
import { readyTarget, resourcesOf } from './store.ts'

const kind: Kind = {
  collection: 'subnetworks',
  required: ['network', 'ipCidrRange'],
  links: { network: ['networks'] },
  fingerprint: true,
  defaults: (_cloud, body) => ({
    gatewayAddress: String(body.ipCidrRange ?? '').replace(/\d+\/\d+$/, (end) =>
      String(Number(end.split('/')[0]) + 1),
    ),
    privateIpGoogleAccess: false,
    purpose: 'PRIVATE',
    stackType: 'IPV4_ONLY',
  }),
  check: (cloud, wire) => {
    const range = rangeOf(wire)
    const other = resourcesOf(cloud, 'subnetworks').find(
      (one) =>
        one.wire.network === wire.network &&
        one.wire.fingerprint !== wire.fingerprint &&
        overlap(rangeOf(one.wire), range),
    )
    if (other)
      throw invalidField(
        'ipCidrRange',
        wire.ipCidrRange,
        `Invalid IPCidrRange: ${wire.ipCidrRange} conflicts with existing subnetwork '${other.name}'.`,
      )
  },
  made: (cloud, subnetwork) => {
    cloud.ranges.set(subnetwork.path, rangeAddresses(String(subnetwork.wire.ipCidrRange)))
  },
  gone: (cloud, subnetwork) => {
    cloud.ranges.delete(subnetwork.path)
  },
}

/** Throws a `Refusal` for what no subnetwork can have. */
function rangeOf({ ipCidrRange }: Wire): Range {
  const range = readRange(String(ipCidrRange))
  if (!range || range.prefix < 4 || range.prefix > 29)
    throw invalidField(
      'ipCidrRange',
      ipCidrRange,
      'Must be a valid IPv4 CIDR range with a prefix from /4 to /29.',
    )
  return range
}

export const subnetworks: Operations<`compute.subnetworks.${string}`> = {
  'compute.subnetworks.aggregatedList': listEverywhere('region'),
  'compute.subnetworks.delete': deleteOf(kind),
  'compute.subnetworks.get': getOne,
  'compute.subnetworks.insert': insertOf(kind),
  'compute.subnetworks.list': listAll,
  'compute.subnetworks.patch': patchOf(kind),

  'compute.subnetworks.expandIpCidrRange': operation<{ readonly ipCidrRange?: string }>((cloud, call) => {
    const subnetwork = readyTarget(cloud, call)
    const { ipCidrRange = '' } = call.body
    checkExpansion(cloud, subnetwork, ipCidrRange)
    return begin(cloud, call, subnetwork, { finish: () => expand(cloud, subnetwork, ipCidrRange) })
  }),

  'compute.subnetworks.setPrivateIpGoogleAccess': setterOf(kind, ({ privateIpGoogleAccess = false }) => ({
    privateIpGoogleAccess,
  })),
}

function checkExpansion(cloud: Gce, subnetwork: Resource, text: string): void {
  const range = rangeOf({ ipCidrRange: text })
  const before = rangeOf(subnetwork.wire)
  if (!contains(range, before) || range.prefix === before.prefix)
    throw invalidField('ipCidrRange', text, 'New IP range must be a superset of the present one.')
  kind.check?.(
    cloud,
    { ...subnetwork.wire, ipCidrRange: text },
    { place: { scope: subnetwork.scope, collection: 'subnetworks', name: subnetwork.name } },
  )
}

/** Addresses that are in use stay in use. */
function expand(cloud: Gce, subnetwork: Resource, text: string): void {
  const range = rangeAddresses(text)
  for (const { privateAddress, state } of cloud.centre.servers.list())
    if (privateAddress && state !== 'terminated' && isOf(cloud, subnetwork, privateAddress))
      range.claim(privateAddress)
  cloud.ranges.set(subnetwork.path, range)
  subnetwork.wire.ipCidrRange = text
}

const isOf = (cloud: Gce, subnetwork: Resource, address: string): boolean =>
  resourcesOf(cloud, 'instances').some(({ wire }) =>
    ((wire.networkInterfaces ?? []) as readonly Wire[]).some(
      (one) => one.networkIP === address && one.subnetwork === linkTo(subnetwork.path),
    ),
  )
