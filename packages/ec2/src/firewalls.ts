import type { CallOptions, Firewalls, Ref } from '@cloud/core'
import { beforeWrite, serial } from '@cloud/core/driver'
import { attachFirewall, detachFirewall, nodeAt } from './attach-firewall.ts'
import { checkRules, type Ec2CreateFirewall } from './check-firewall.ts'
import type { Ec2Client } from './client.ts'
import { createFirewall } from './create-firewall.ts'
import { type Ec2Peers, type Ec2Rule, toPermissionsOf } from './firewall-rules.ts'
import { type Ec2Firewall, toFirewall } from './firewalls-wire.ts'
import { getFirewall, listFirewalls } from './get-firewall.ts'
import { ec2Id } from './ids.ts'
import { remove } from './removal.ts'
import { setPermissions } from './set-firewall-rules.ts'

/**
 * Security groups, of which a node always has one at least. Those of the default network, and the default group of each network, are
 * among them. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
export function firewalls(client: Ec2Client): Firewalls<Ec2Firewall, Ec2CreateFirewall, Ec2Peers> {
  // The groups of a node are replaced whole: of two calls at the same time the second must see what the first has done.
  const inTurn = serial()
  return {
    listFirewalls: (query = {}, call) => listFirewalls(client, query, call),
    getFirewall: (firewall, call) => client.within(call, (left) => getFirewall(client, firewall, left)),
    createFirewall: (options, call) => client.within(call, (left) => createFirewall(client, options, left)),
    setFirewallRules: (firewall, rules, call) =>
      client.within(call, (left) => setFirewallRules(client, firewall, rules, left)),
    attachFirewall: (firewall, to, call) =>
      client.within(call, async (left) => {
        const node = nodeAt('attachFirewall', to)
        return inTurn(node, () => attachFirewall(client, firewall, node, left), left)
      }),
    detachFirewall: (firewall, from, call) =>
      client.within(call, async (left) => {
        const node = nodeAt('detachFirewall', from)
        return inTurn(node, () => detachFirewall(client, firewall, node, left), left)
      }),
    destroyFirewall: (firewall, call) =>
      client.within(call, (left) => destroyFirewall(client, firewall, left)),
  }
}

async function setFirewallRules(
  client: Ec2Client,
  ref: Ref<'firewall'>,
  rules: readonly Ec2Rule[],
  call: CallOptions,
): Promise<Ec2Firewall> {
  checkRules(rules)
  const { native: seen, nodes = [] } = await beforeWrite(getFirewall(client, ref, call))
  const wire = await setPermissions(client, seen, toPermissionsOf(rules), call)
  return { ...toFirewall(wire), nodes }
}

/** The default group of a network stays for as long as the network does. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html */
async function destroyFirewall(client: Ec2Client, ref: Ref<'firewall'>, call: CallOptions): Promise<void> {
  const parameters = { GroupId: ec2Id('firewall', ref) }
  await remove(client, { name: 'DeleteSecurityGroup', parameters }, call)
}
