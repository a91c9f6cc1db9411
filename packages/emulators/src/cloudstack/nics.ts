import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { newNic } from './deploy.ts'
import { existingNetwork } from './existing-network.ts'
import { noEntity } from './found.ts'
import { answerList, type ListInput } from './listing.ts'
import { implement } from './machine-power.ts'
import { ipsOf } from './public-ip.ts'
import { invalid } from './refusal.ts'
import { existingVirtualMachine, type Nic, stateOf, type VirtualMachine } from './virtual-machine.ts'
import { nicWire, virtualMachineWire } from './virtual-machine-wire.ts'

interface AddInput {
  readonly networkid: string
  readonly virtualmachineid: string
  readonly ipaddress?: string
}

interface NicInput {
  readonly nicid: string
  readonly virtualmachineid: string
}

interface NicList extends ListInput {
  readonly virtualmachineid: string
  readonly nicid?: string
  readonly networkid?: string
}

export const nicCommands: Commands<
  'addNicToVirtualMachine' | 'removeNicFromVirtualMachine' | 'updateDefaultNicForVirtualMachine' | 'listNics'
> = {
  addNicToVirtualMachine: job<AddInput>('networkid virtualmachineid ipaddress', (cloud, input) => {
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
    const network = existingNetwork(cloud, 'networkid', input.networkid)
    return {
      ...work(machine),
      ms: cloud.centre.times.actionMs,
      begin: () => {
        checkOn(machine)
        if (network.zone !== machine.zone || network.zone.type === 'Basic')
          throw invalid(
            `Zone ${machine.zone.id}, has a NetworkType of Basic, or is not that of the network. Can't add a new NIC to a VM on a Basic Network`,
          )
        if (!network.builtIn && network.projectId !== machine.projectId)
          throw invalid(`Network ${network.id} is not of the owner of the machine`)
        if (machine.nics.some((nic) => nic.network === network))
          throw invalid(`A NIC already exists for VM: ${machine.id} in network: ${network.id}`)
      },
      finish: () => {
        if (input.ipaddress !== undefined) network.guests?.claim(input.ipaddress)
        const address = input.ipaddress ?? network.guests?.take()
        machine.nics = [...machine.nics, newNic(cloud, network, address, machine.nics.length === 0)]
        implement(cloud, network)
        if (address) machine.server?.otherAddresses.add(address)
        return { virtualmachine: virtualMachineWire(cloud, machine) }
      },
    }
  }),

  removeNicFromVirtualMachine: job<NicInput>('nicid virtualmachineid', (cloud, input) => {
    const { machine, nic } = nicOf(cloud, input)
    return {
      ...work(machine),
      ms: cloud.centre.times.actionMs,
      begin: () => {
        checkOn(machine)
        if (nic.isDefault)
          throw invalid(
            `Unable to remove nic from VM ${machine.id} in network ${nic.network.id}, nic is default.`,
          )
        if (ipsOf(cloud, machine).some(({ networkId }) => networkId === nic.network.id))
          throw invalid(`Unable to remove nic from VM ${machine.id}: it has static nat rules`)
      },
      finish: () => {
        machine.nics = machine.nics.filter((one) => one !== nic)
        if (nic.address) {
          machine.server?.otherAddresses.delete(nic.address)
          nic.network.guests?.giveBack(nic.address)
        }
        return { virtualmachine: virtualMachineWire(cloud, machine) }
      },
    }
  }),

  updateDefaultNicForVirtualMachine: job<NicInput>('nicid virtualmachineid', (cloud, input) => {
    const { machine, nic } = nicOf(cloud, input)
    return {
      ...work(machine),
      ms: cloud.centre.times.actionMs,
      begin: () => {
        checkOn(machine)
        if (nic.isDefault) throw invalid('The nic is already the default one')
      },
      finish: () => {
        for (const one of machine.nics) one.isDefault = one === nic
        return { virtualmachine: virtualMachineWire(cloud, machine) }
      },
    }
  }),

  listNics: now<NicList>('virtualmachineid nicid networkid', (cloud, input, call) => {
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
    const nics = machine.nics.filter(
      ({ id, network }) =>
        (input.nicid === undefined || id === input.nicid) &&
        (input.networkid === undefined || network.id === input.networkid),
    )
    return answerList(cloud, call, 'nic', nics, (nic) => nicWire(cloud, machine, nic))
  }),
}

const work = ({ id, projectId }: VirtualMachine) => ({
  instance: { type: 'VirtualMachine', id },
  projectId,
  queue: id,
})

function checkOn(machine: VirtualMachine): void {
  const state = stateOf(machine)
  if (state !== 'Running' && state !== 'Stopped')
    throw invalid(`VM ${machine.id} is not Running or Stopped, but ${state}`)
}

function nicOf(
  cloud: CloudStack,
  { nicid, virtualmachineid }: NicInput,
): { readonly machine: VirtualMachine; readonly nic: Nic } {
  const machine = existingVirtualMachine(cloud, 'virtualmachineid', virtualmachineid)
  const nic = machine.nics.find(({ id }) => id === nicid)
  if (!nic) throw noEntity('nicid', nicid)
  return { machine, nic }
}
