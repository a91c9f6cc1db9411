import type { CloudStack } from './cloud.ts'
import { noEntity } from './found.ts'
import { invalid } from './refusal.ts'
import type { Tagged } from './tag.ts'

interface Resource {
  readonly id: string
  readonly projectId: string | undefined
}

type Things = ReadonlyMap<string, Resource>

/** By the API's words in small letters, the kinds of resources that carry tags. */
const kinds = (cloud: CloudStack): Readonly<Record<string, readonly [type: string, things: Things]>> => ({
  uservm: ['UserVm', cloud.virtualMachines],
  volume: ['Volume', cloud.volumes],
  snapshot: ['Snapshot', cloud.snapshots],
  template: ['Template', cloud.templates],
  iso: ['ISO', cloud.isos],
  network: ['Network', cloud.networks],
  securitygroup: ['SecurityGroup', cloud.securityGroups],
  publicipaddress: ['PublicIpAddress', cloud.publicIps],
  firewallrule: ['FirewallRule', firewallRules(cloud)],
  portforwardingrule: ['PortForwardingRule', cloud.forwardingRules],
  loadbalancer: ['LoadBalancer', cloud.balancers],
  vpc: ['Vpc', cloud.vpcs],
  networkacllist: ['NetworkACLList', cloud.aclLists],
  networkacl: ['NetworkACL', cloud.aclItems],
  project: ['Project', projectsOf(cloud)],
})

const firewallRules = ({ firewallRules: ingress, egressRules }: CloudStack): Things =>
  new Map([...ingress, ...egressRules])

/** A project is its own. */
const projectsOf = ({ projects }: CloudStack): Things =>
  new Map([...projects.keys()].map((id) => [id, { id, projectId: id }]))

/** Throws a `Refusal` for a kind that has no tags, and for what does not exist. */
export function taggedResource(cloud: CloudStack, kind: string, id: string): Tagged {
  const [type, things] = kinds(cloud)[kind.toLowerCase()] ?? []
  if (type === undefined) throw invalid(`Invalid resource type ${kind}`)
  const resource = things?.get(id)
  if (!resource) throw noEntity('resourceids', id)
  return { id, type, projectId: resource.projectId }
}
