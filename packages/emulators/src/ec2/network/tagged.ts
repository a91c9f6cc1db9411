import type { Ec2 } from '../action.ts'
import { Refusal } from '../refusal.ts'
import { found } from './found.ts'
import { noRule } from './group-rules.ts'
import type { NetworkKinds } from './network.ts'

interface Taggable {
  /** As tags call it. */
  readonly type: string
  /** Throws EC2's error for an id of nothing. */
  readonly check: (ec2: Ec2, id: string) => void
}

const is =
  (kind: keyof NetworkKinds) =>
  (ec2: Ec2, id: string): void => {
    found(ec2, kind, id)
  }

/** What of the network can be tagged, by the prefix of its ids. */
export const taggables: ReadonlyMap<string, Taggable> = new Map(
  Object.entries<Taggable>({
    acl: { type: 'network-acl', check: checkAcl },
    eipalloc: { type: 'elastic-ip', check: is('addresses') },
    igw: { type: 'internet-gateway', check: is('gateways') },
    rtb: { type: 'route-table', check: is('routeTables') },
    sg: { type: 'security-group', check: is('groups') },
    sgr: { type: 'security-group-rule', check: checkRule },
    subnet: { type: 'subnet', check: is('subnets') },
    vpc: { type: 'vpc', check: is('vpcs') },
  }),
)

export function checkAcl(ec2: Ec2, id: string): void {
  if ([...ec2.network.vpcs.values()].some(({ aclId }) => aclId === id)) return
  throw new Refusal('InvalidNetworkAclID.NotFound', `The networkAcl ID '${id}' does not exist`)
}

function checkRule(ec2: Ec2, id: string): void {
  if (![...ec2.network.groups.values()].some(({ rules }) => rules.some((rule) => rule.id === id)))
    throw noRule(id)
}
