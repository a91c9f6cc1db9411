import { type AclItem, type AclList, checkChangeable, existingAclList } from './acl-list.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { existingNetwork } from './existing-network.ts'
import { found } from './found.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { invalid } from './refusal.ts'
import { creation, removal } from './resource-jobs.ts'
import { checkCidr, type PortInput, readPorts } from './rule-input.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'

interface ItemInput extends PortInput {
  readonly protocol: string
  readonly aclid?: string
  readonly networkid?: string
  readonly number?: number
  readonly action?: string
  readonly traffictype?: string
  readonly cidrlist?: readonly string[]
  readonly reason?: string
}

interface ItemList extends ListInput {
  readonly aclid?: string
  readonly networkid?: string
  readonly action?: string
  readonly protocol?: string
  readonly traffictype?: string
  readonly tags?: TagFilter
}

interface UpdateInput extends Partial<ItemInput> {
  readonly id: string
}

const parts = 'protocol number action traffictype cidrlist startport endport icmptype icmpcode reason'

export const aclItemCommands: Commands<
  'createNetworkACL' | 'deleteNetworkACL' | 'listNetworkACLs' | 'updateNetworkACLItem'
> = {
  createNetworkACL: job<ItemInput>(`aclid networkid ${parts}`, (cloud, input) => {
    const list = listOf(cloud, input)
    checkChangeable(list)
    const item = itemOf(cloud, list, input, { id: cloud.newId(), number: undefined })
    return creation(cloud, item, {
      type: 'NetworkAclItem',
      things: cloud.aclItems,
      name: 'networkacl',
      wire: (made) => itemWire(cloud, made),
    })
  }),

  updateNetworkACLItem: job<UpdateInput>(`id ${parts} partialupgrade`, (cloud, input) => {
    const before = found(cloud.aclItems, 'id', input.id)
    const list = existingAclList(cloud, 'aclid', before.listId)
    return {
      instance: { type: 'NetworkAclItem', id: before.id },
      projectId: before.projectId,
      queue: before.id,
      ms: cloud.centre.times.actionMs,
      finish: () => {
        const merged = { ...inputOf(before), ...input, protocol: input.protocol ?? before.protocol }
        const item = itemOf(cloud, list, merged, before)
        cloud.aclItems.set(item.id, item)
        return { networkacl: itemWire(cloud, item) }
      },
    }
  }),

  deleteNetworkACL: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const things = cloud.aclItems
    return removal(cloud, found(things, 'id', id), { type: 'NetworkAclItem', things })
  }),

  listNetworkACLs: now<ItemList>(
    'id aclid networkid action protocol traffictype tags',
    (cloud, input, call) => {
      const items = ownedBy(cloud, input, cloud.aclItems.values())
        .filter((item) => isChosen(cloud, item, input))
        .sort((a, b) => a.number - b.number)
      return answerList(cloud, call, 'networkacl', items, (item) => itemWire(cloud, item))
    },
  ),
}

function listOf(cloud: CloudStack, { aclid, networkid }: ItemInput): AclList {
  if (aclid !== undefined) return existingAclList(cloud, 'aclid', aclid)
  if (networkid === undefined)
    throw invalid('Cannot create Network ACL Item. ACL Id or network Id is required')
  const network = existingNetwork(cloud, 'networkid', networkid)
  if (network.vpcId === undefined) throw invalid(`Network: ${networkid} does not belong to VPC`)
  return existingAclList(cloud, 'aclid', network.aclId)
}

/** Throws a `Refusal` for an item that is none, or whose number another has. */
function itemOf(
  cloud: CloudStack,
  list: AclList,
  input: ItemInput,
  { id, number: own }: { readonly id: string; readonly number: number | undefined },
): AclItem {
  const { action = 'allow', traffictype = 'ingress', cidrlist = ['0.0.0.0/0'] } = input
  if (!/^(?:allow|deny)$/i.test(action)) throw invalid(`Invalid action ${action}: it is Allow or Deny`)
  if (!/^(?:ingress|egress)$/i.test(traffictype)) throw invalid(`Invalid traffic type ${traffictype}`)
  for (const cidr of cidrlist) checkCidr(cidr)
  const others = [...cloud.aclItems.values()].filter((item) => item.listId === list.id && item.id !== id)
  const number = input.number ?? own ?? Math.max(0, ...others.map((item) => item.number)) + 1
  if (number < 1 || number > 65_535) throw invalid(`Invalid number: ${number}. Number can not be < 1`)
  if (others.some((item) => item.number === number))
    throw invalid(`ACL item with number ${number} already exists in ACL: ${list.id}`)
  return {
    ...readPorts(input, 'optional'),
    id,
    listId: list.id,
    number,
    action: action.toLowerCase() === 'deny' ? 'Deny' : 'Allow',
    trafficType: traffictype.toLowerCase() === 'egress' ? 'Egress' : 'Ingress',
    cidrs: cidrlist,
    reason: input.reason,
    projectId: list.projectId,
    createdAt: cloud.centre.clock.now(),
  }
}

/** An item as a command would make it again. */
const inputOf = (item: AclItem): Partial<ItemInput> => ({
  action: item.action,
  traffictype: item.trafficType,
  cidrlist: item.cidrs,
  ...(item.reason !== undefined && { reason: item.reason }),
  ...(item.startPort !== undefined && { startport: item.startPort }),
  ...(item.endPort !== undefined && { endport: item.endPort }),
  ...(item.icmpType !== undefined && { icmptype: item.icmpType }),
  ...(item.icmpCode !== undefined && { icmpcode: item.icmpCode }),
})

function isChosen(cloud: CloudStack, item: AclItem, input: ItemList): boolean {
  const same = (wanted: string | undefined, own: string) =>
    wanted === undefined || wanted.toLowerCase() === own.toLowerCase()
  const listId =
    input.networkid === undefined ? input.aclid : existingNetwork(cloud, 'networkid', input.networkid).aclId
  return (
    (listId === undefined ? input.networkid === undefined : item.listId === listId) &&
    same(input.action, item.action) &&
    same(input.protocol, item.protocol) &&
    same(input.traffictype, item.trafficType) &&
    hasTags(cloud, item.id, input.tags)
  )
}

function itemWire(cloud: CloudStack, item: AclItem): Fields {
  return {
    id: item.id,
    aclid: item.listId,
    aclname: cloud.aclLists.get(item.listId)?.name,
    number: item.number,
    protocol: item.protocol,
    ...(item.startPort !== undefined && {
      startport: String(item.startPort),
      endport: String(item.endPort),
    }),
    icmptype: item.icmpType,
    icmpcode: item.icmpCode,
    cidrlist: item.cidrs.join(','),
    action: item.action,
    traffictype: item.trafficType,
    state: 'Active',
    reason: item.reason,
    fordisplay: true,
    tags: tagsWire(cloud, item.id),
  }
}
