import type { Centre } from '../centre/centre.ts'
import type { Random } from '../random.ts'
import { builtInLists } from './acl-list.ts'
import { createAsyncJobs } from './async-jobs.ts'
import { balancerFrontend } from './balancer-frontend.ts'
import type { CloudStack, CloudStackOptions } from './cloud.ts'
import { largestPage } from './listing.ts'
import { builtInNetwork } from './network.ts'
import { releaseMachine } from './network-changes.ts'
import { serviceOfferings } from './service-offerings.ts'
import type { Keys } from './signature.ts'
import { createTagRegister } from './tag.ts'
import { publicTemplates } from './template.ts'
import { zones } from './zones.ts'

interface Parts {
  readonly centre: Centre
  readonly keys: Keys
  readonly options?: CloudStackOptions | undefined
  readonly consistencyMs?: number | undefined
  readonly pageSize?: number | undefined
}

export function createCloudStack(parts: Parts): CloudStack {
  const { centre, keys, options = {}, consistencyMs = 0, pageSize = largestPage } = parts
  let number = 0
  const newId = () => uuid(centre.random)
  const lists = builtInLists(newId)
  const cloud: CloudStack = {
    centre,
    keys,
    account: {
      id: newId(),
      name: 'developer',
      domainId: newId(),
      domain: 'ROOT',
      userId: newId(),
      user: 'developer',
    },
    zones: new Map(zones.map((zone) => [zone.id, zone])),
    serviceOfferings: new Map(serviceOfferings.map((offering) => [offering.id, offering])),
    templates: new Map(publicTemplates(zones).map((template) => [template.id, template])),
    isos: new Map(),
    keyPairs: new Map(),
    networks: new Map(),
    vpcs: new Map(),
    aclLists: new Map(lists.map((list) => [list.id, list])),
    aclItems: new Map(),
    denyAclId: lists[0]?.id ?? '',
    vpnGateways: new Map(),
    customerGateways: new Map(),
    vpnConnections: new Map(),
    publicIps: new Map(),
    firewallRules: new Map(),
    egressRules: new Map(),
    forwardingRules: new Map(),
    balancers: new Map(),
    securityGroups: new Map(),
    affinityGroups: new Map(),
    projects: new Map(),
    tags: createTagRegister(),
    virtualMachines: new Map(),
    volumes: new Map(),
    snapshots: new Map(),
    jobs: createAsyncJobs(centre.clock, newId),
    options,
    consistencyMs,
    pageSize: Math.min(pageSize, largestPage),
    newId,
    newNumber: () => {
      number += 1
      return number
    },
    removed: new Set(),
    onMachineGone: new Set(),
  }
  cloud.onMachineGone.add((machine) => releaseMachine(cloud, machine))
  for (const zone of zones) {
    const network = builtInNetwork(cloud, zone)
    cloud.networks.set(network.id, network)
  }
  centre.balancing.add((host, port) => balancerFrontend(cloud, host, port))
  return cloud
}

/** Of version 4, from the cloud's own chance, so that a seed repeats it. */
function uuid({ hex, next }: Random): string {
  const variant = '89ab'.charAt(Math.floor(next() * 4))
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`
}
