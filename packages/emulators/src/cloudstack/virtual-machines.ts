import { type Commands, now } from './command.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { hasTags, type TagFilter } from './tag.ts'
import { stateOf, type VirtualMachine } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'

interface MachineList extends ListInput {
  readonly state?: string
  readonly templateid?: string
  readonly serviceofferingid?: string
  readonly networkid?: string
  readonly vpcid?: string
  readonly keypair?: string
  readonly securitygroupid?: string
  readonly affinitygroupid?: string
  readonly hypervisor?: string
  readonly userdata?: boolean
  readonly tags?: TagFilter
}

const takes = `id ids name state zoneid templateid serviceofferingid networkid vpcid keypair securitygroupid affinitygroupid hypervisor userdata tags details`

export const virtualMachineCommands: Commands<'listVirtualMachines'> = {
  listVirtualMachines: now<MachineList>(takes, (cloud, input, call) => {
    const { name, ...others } = input
    const machines = ownedBy(cloud, others, cloud.virtualMachines.values()).filter(
      (machine) =>
        // A part of the name is enough.
        (name === undefined || machine.name.toLowerCase().includes(name.toLowerCase())) &&
        isChosen(machine, input) &&
        hasTags(cloud, machine.id, input.tags),
    )
    return answerList(cloud, call, 'virtualmachine', machines, (machine) => ({
      ...virtualMachineWire(cloud, machine),
      ...(input.userdata && { userdata: machine.userData }),
    }))
  }),
}

function isChosen(machine: VirtualMachine, input: MachineList): boolean {
  const state = stateOf(machine)
  const same = (wanted: string | undefined, own: string | undefined) => wanted === undefined || wanted === own
  const among = (wanted: string | undefined, own: readonly (string | undefined)[]) =>
    wanted === undefined || own.includes(wanted)
  return (
    (input.state === 'Present' ? state !== 'Destroyed' : same(input.state, state)) &&
    same(input.zoneid, machine.zone.id) &&
    same(input.templateid, machine.template.id) &&
    same(input.serviceofferingid, machine.offering.id) &&
    same(input.hypervisor, 'KVM') &&
    among(input.keypair, machine.keyPairs) &&
    among(
      input.networkid,
      machine.nics.map(({ network }) => network.id),
    ) &&
    among(
      input.vpcid,
      machine.nics.map(({ network }) => network.vpcId),
    ) &&
    among(
      input.securitygroupid,
      machine.securityGroups.map(({ id }) => id),
    ) &&
    among(input.affinitygroupid, machine.affinityGroupIds)
  )
}
