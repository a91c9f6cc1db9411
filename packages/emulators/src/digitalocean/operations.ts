import { account } from './account.ts'
import { actionHistory } from './action-history.ts'
import { associatedResources } from './associated-resources.ts'
import { backupPolicies } from './backup-policies.ts'
import { catalogue } from './catalogue.ts'
import { certificates } from './certificates.ts'
import { dropletActions } from './droplet-actions.ts'
import { dropletCreate } from './droplet-create.ts'
import { droplets } from './droplets.ts'
import { firewallChanges } from './firewall-changes.ts'
import { firewalls } from './firewalls.ts'
import { imageActions } from './image-actions.ts'
import { images } from './images.ts'
import { loadBalancerChanges } from './load-balancer-changes.ts'
import { loadBalancers } from './load-balancers.ts'
import type { Operation } from './operation.ts'
import type { OperationName } from './operation-names.ts'
import { projectResources } from './project-resources.ts'
import { projects } from './projects.ts'
import { reservedIpActions } from './reserved-ip-actions.ts'
import { reservedIps } from './reserved-ips.ts'
import { reservedIpv6 } from './reserved-ipv6.ts'
import { snapshots } from './snapshots.ts'
import { sshKeys } from './ssh-keys.ts'
import { tags } from './tags.ts'
import { volumeActions } from './volume-actions.ts'
import { volumeSnapshots } from './volume-snapshots.ts'
import { volumes } from './volumes.ts'
import { vpcMembers } from './vpc-members.ts'
import { vpcs } from './vpcs.ts'

/** Every operation that is answered, by its id in the specification. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  ...account,
  ...actionHistory,
  ...associatedResources,
  ...backupPolicies,
  ...catalogue,
  ...certificates,
  ...dropletActions,
  ...dropletCreate,
  ...droplets,
  ...firewallChanges,
  ...firewalls,
  ...imageActions,
  ...images,
  ...loadBalancerChanges,
  ...loadBalancers,
  ...projectResources,
  ...projects,
  ...reservedIpActions,
  ...reservedIps,
  ...reservedIpv6,
  ...snapshots,
  ...sshKeys,
  ...tags,
  ...volumeActions,
  ...volumeSnapshots,
  ...volumes,
  ...vpcMembers,
  ...vpcs,
}
