import type { CallOptions, Listing, Ref } from '@cloud/core'
import { checkNames, checkText, listing } from '@cloud/core/driver'
import { type Ec2Client, toPage } from './client.ts'
import { describe, get } from './description.ts'
import { exactly } from './filters.ts'
import { type Ec2Firewall, groups, toFirewall } from './firewalls-wire.ts'
import { withNodes } from './guarded-nodes.ts'
import { ec2Id } from './ids.ts'

export async function getFirewall(
  client: Ec2Client,
  ref: Ref<'firewall'>,
  call: CallOptions,
): Promise<Ec2Firewall> {
  const found = await get(client, groups, ec2Id('firewall', ref), call)
  const [firewall = found] = await withNodes(client, [found], call)
  return firewall
}

/** EC2 tells which groups a node has, and not the other way round: the nodes of a page of groups are asked for together. */
export function listFirewalls(
  client: Ec2Client,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<Ec2Firewall> {
  checkNames('listFirewalls', query, ['name'])
  const { name } = query
  const filters =
    name === undefined ? [] : [exactly('group-name', [checkText('The name', name, { max: 255 })])]
  return listing(
    (after, limits) =>
      client.within(limits, async (left) => {
        const parameters = { Filter: filters, MaxResults: groups.pageSize, NextToken: after }
        const wire = await describe(client, groups, parameters, left)
        return toPage(await withNodes(client, wire.items.map(toFirewall), left), wire)
      }),
    call,
    client.clock,
  )
}
