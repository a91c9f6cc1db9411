import type { JobPlan } from './async-jobs.ts'
import { type Balancer, existingBalancer, type Member } from './balancer.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { answerList, type ListInput } from './listing.ts'
import { invalid } from './refusal.ts'
import { existingVirtualMachine, stateOf } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'

interface MembersInput {
  readonly id: string
  readonly virtualmachineids?: readonly string[]
}

interface InstanceList extends ListInput {
  readonly id: string
  readonly applied?: boolean
  readonly lbvmips?: boolean
}

export const balancerMemberCommands: Commands<
  'assignToLoadBalancerRule' | 'removeFromLoadBalancerRule' | 'listLoadBalancerRuleInstances'
> = {
  assignToLoadBalancerRule: job<MembersInput>('id virtualmachineids', (cloud, input) => {
    const balancer = existingBalancer(cloud, 'id', input.id)
    const machines = machinesOf(cloud, input)
    let added: readonly Member[] = []
    return {
      ...work(cloud, balancer),
      begin: () => {
        added = machines.map((machine) => {
          if (balancer.members.some((member) => member.machine === machine))
            throw invalid(`VM ${machine.id} is already mapped to load balancer.`)
          const nic = machine.nics.find(({ network }) => network.id === balancer.networkId)
          if (!nic?.address)
            throw invalid(
              `VM ${machine.id} cannot be added, it doesn't belong to the network of the load balancer`,
            )
          if (machine.phase !== 'living')
            throw invalid(`Invalid instance id: ${machine.id}, it is ${stateOf(machine)}`)
          return { machine, address: nic.address }
        })
      },
      finish: () => {
        balancer.members = [...balancer.members, ...added]
        balancer.state = 'Active'
        return { success: true }
      },
    }
  }),

  removeFromLoadBalancerRule: job<MembersInput>('id virtualmachineids', (cloud, input) => {
    const balancer = existingBalancer(cloud, 'id', input.id)
    const machines = new Set(machinesOf(cloud, input))
    return {
      ...work(cloud, balancer),
      begin: () => {
        for (const machine of machines) {
          if (!balancer.members.some((member) => member.machine === machine))
            throw invalid(`The given virtual machine ${machine.id} is not mapped to the load balancer`)
        }
      },
      finish: () => {
        balancer.members = balancer.members.filter(({ machine }) => !machines.has(machine))
        return { success: true }
      },
    }
  }),

  listLoadBalancerRuleInstances: now<InstanceList>('id applied lbvmips', (cloud, input, call) => {
    const balancer = existingBalancer(cloud, 'id', input.id)
    // Not applied are machines that are on their way into the rule: here they come with the end of their job.
    const members = input.applied === false ? [] : balancer.members
    const shown = (member: Member): Fields => ({
      ...virtualMachineWire(cloud, member.machine),
      ...(balancer.healthCheck && { servicestate: stateOf(member.machine) === 'Running' ? 'UP' : 'DOWN' }),
    })
    if (!input.lbvmips) return answerList(cloud, call, 'loadbalancerruleinstance', members, shown)
    return answerList(cloud, call, 'lbrulevmidip', members, (member) => ({
      lbvmipaddresses: [member.address],
      loadbalancerruleinstance: shown(member),
    }))
  }),
}

function machinesOf(cloud: CloudStack, { virtualmachineids: ids = [] }: MembersInput) {
  if (ids.length === 0) throw invalid('virtualmachineids or vmidipmap is required')
  return ids.map((id) => existingVirtualMachine(cloud, 'virtualmachineids', id))
}

export const work = (
  { centre }: CloudStack,
  { id, projectId }: Balancer,
): Pick<JobPlan, 'instance' | 'projectId' | 'queue' | 'ms'> => ({
  instance: { type: 'LoadBalancerRule', id },
  projectId,
  queue: id,
  ms: centre.times.actionMs,
})
