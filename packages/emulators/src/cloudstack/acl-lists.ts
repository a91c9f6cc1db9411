import { type AclList, checkChangeable, existingAclList } from './acl-list.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { existingNetwork } from './existing-network.ts'
import { answerList, type ListInput, named } from './listing.ts'
import { failed, invalid } from './refusal.ts'
import { creation, forget, removal } from './resource-jobs.ts'
import { existingVpc } from './vpc.ts'

interface ListsInput extends ListInput {
  readonly vpcid?: string
  readonly networkid?: string
}

interface NewList {
  readonly name: string
  readonly vpcid: string
  readonly description?: string
}

interface ReplaceInput {
  readonly aclid: string
  readonly networkid?: string
}

export const aclListCommands: Commands<
  'createNetworkACLList' | 'deleteNetworkACLList' | 'listNetworkACLLists' | 'replaceNetworkACLList'
> = {
  createNetworkACLList: job<NewList>('name vpcid description', (cloud, input) => {
    const vpc = existingVpc(cloud, 'vpcid', input.vpcid)
    const list: AclList = {
      id: cloud.newId(),
      name: input.name,
      description: input.description ?? input.name,
      vpcId: vpc.id,
      projectId: vpc.projectId,
      createdAt: cloud.centre.clock.now(),
    }
    return creation(cloud, list, {
      type: 'NetworkAcl',
      things: cloud.aclLists,
      name: 'networkacllist',
      wire: (made) => listWire(cloud, made),
    })
  }),

  deleteNetworkACLList: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const list = existingAclList(cloud, 'id', id)
    return removal(cloud, list, {
      type: 'NetworkAcl',
      things: cloud.aclLists,
      check: () => {
        checkChangeable(list)
        const tiers = [...cloud.networks.values()].filter(({ aclId }) => aclId === id)
        if (tiers.length > 0)
          throw failed(
            `ACL is still associated with ${tiers.length} tiers. Cannot delete network ACL list: ${list.name}`,
          )
      },
      effect: () => {
        for (const item of cloud.aclItems.values())
          if (item.listId === id) forget(cloud, cloud.aclItems, item.id)
      },
    })
  }),

  listNetworkACLLists: now<ListsInput>('id name vpcid networkid', (cloud, input, call) => {
    const used =
      input.networkid === undefined ? undefined : existingNetwork(cloud, 'networkid', input.networkid).aclId
    const lists = named(cloud, input, [...cloud.aclLists.values()]).filter(
      ({ id, vpcId, projectId }) =>
        (vpcId === undefined || input.projectid === '-1' || projectId === input.projectid) &&
        (input.vpcid === undefined || vpcId === undefined || vpcId === input.vpcid) &&
        (input.networkid === undefined || id === used),
    )
    return answerList(cloud, call, 'networkacllist', lists, (list) => listWire(cloud, list))
  }),

  replaceNetworkACLList: job<ReplaceInput>('aclid networkid', (cloud, input) => {
    const list = existingAclList(cloud, 'aclid', input.aclid)
    if (input.networkid === undefined) throw invalid('Network id or gateway id must be specified')
    const network = existingNetwork(cloud, 'networkid', input.networkid)
    return {
      instance: { type: 'NetworkAcl', id: list.id },
      projectId: network.projectId,
      queue: network.id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        if (network.vpcId === undefined) throw invalid(`Network is not part of a VPC: ${network.id}`)
        if (list.vpcId !== undefined && list.vpcId !== network.vpcId)
          throw invalid(`Network: ${network.id} and ACL: ${list.name} do not belong to the same VPC`)
      },
      finish: () => {
        network.aclId = list.id
        return { success: true }
      },
    }
  }),
}

const listWire = ({ vpcs }: CloudStack, { id, name, description, vpcId }: AclList): Fields => {
  const vpc = vpcId === undefined ? undefined : vpcs.get(vpcId)
  return { id, name, description, ...(vpc && { vpcid: vpc.id, vpcname: vpc.name }), fordisplay: true }
}
