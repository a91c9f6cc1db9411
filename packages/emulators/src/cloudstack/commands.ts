import { accountCommands } from './accounts.ts'
import { aclItemCommands } from './acl-items.ts'
import { aclListCommands } from './acl-lists.ts'
import { affinityGroupCommands } from './affinity-groups.ts'
import { asyncJobCommands } from './async-job-commands.ts'
import { balancerMemberCommands } from './balancer-members.ts'
import { balancerCommands } from './balancers.ts'
import type { Command } from './command.ts'
import type { CommandName } from './command-names.ts'
import { consoleCommands } from './consoles.ts'
import { customerGatewayCommands } from './customer-gateways.ts'
import { deployCommands } from './deploy.ts'
import { diskOfferingCommands } from './disk-offerings.ts'
import { firewallRuleCommands } from './firewall-rules.ts'
import { forwardingRuleCommands } from './forwarding-rules.ts'
import { healthCheckCommands } from './health-checks.ts'
import { isoCommands } from './isos.ts'
import { keyPairCommands } from './key-pairs.ts'
import { machineChangeCommands } from './machine-changes.ts'
import { restoreCommands } from './machine-restore.ts'
import { networkChangeCommands } from './network-changes.ts'
import { networkCreateCommands } from './network-create.ts'
import { networkListCommands } from './networks.ts'
import { nicCommands } from './nics.ts'
import { osTypeCommands } from './os-types.ts'
import { passwordCommands } from './passwords.ts'
import { powerCommands } from './power-commands.ts'
import { projectCommands } from './projects.ts'
import { publicIpCommands } from './public-ips.ts'
import { securityGroupRuleCommands } from './security-group-rules.ts'
import { securityGroupCommands } from './security-groups.ts'
import { serviceOfferingCommands } from './service-offerings.ts'
import { snapshotChangeCommands } from './snapshot-changes.ts'
import { snapshotCommands } from './snapshots.ts'
import { staticNatCommands } from './static-nat.ts'
import { stickinessCommands } from './stickiness.ts'
import { tagCommands } from './tags.ts'
import { templateChangeCommands, templatePermissionCommands } from './template-changes.ts'
import { templateCreateCommands } from './template-create.ts'
import { templateListCommands } from './templates.ts'
import { virtualMachineCommands } from './virtual-machines.ts'
import { volumeChangeCommands } from './volume-changes.ts'
import { volumeCommands } from './volumes.ts'
import { vpcCommands } from './vpcs.ts'
import { vpnConnectionCommands } from './vpn-connections.ts'
import { vpnGatewayCommands } from './vpn-gateways.ts'
import { zoneCommands } from './zones.ts'

/** Every command that is answered. */
export const commands: Readonly<Record<CommandName, Command>> = {
  ...accountCommands,
  ...aclItemCommands,
  ...aclListCommands,
  ...affinityGroupCommands,
  ...asyncJobCommands,
  ...balancerCommands,
  ...balancerMemberCommands,
  ...consoleCommands,
  ...customerGatewayCommands,
  ...deployCommands,
  ...diskOfferingCommands,
  ...firewallRuleCommands,
  ...forwardingRuleCommands,
  ...healthCheckCommands,
  ...isoCommands,
  ...keyPairCommands,
  ...machineChangeCommands,
  ...networkChangeCommands,
  ...networkCreateCommands,
  ...networkListCommands,
  ...nicCommands,
  ...osTypeCommands,
  ...passwordCommands,
  ...powerCommands,
  ...restoreCommands,
  ...projectCommands,
  ...publicIpCommands,
  ...securityGroupCommands,
  ...securityGroupRuleCommands,
  ...serviceOfferingCommands,
  ...snapshotChangeCommands,
  ...snapshotCommands,
  ...staticNatCommands,
  ...stickinessCommands,
  ...tagCommands,
  ...templateChangeCommands,
  ...templateCreateCommands,
  ...templateListCommands,
  ...templatePermissionCommands,
  ...virtualMachineCommands,
  ...volumeChangeCommands,
  ...volumeCommands,
  ...vpcCommands,
  ...vpnConnectionCommands,
  ...vpnGatewayCommands,
  ...zoneCommands,
}
