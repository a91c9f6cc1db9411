import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { checkHostName, checkResources, checkRoom } from './deploy-plan.ts'
import { existingKeyPair } from './key-pair.ts'
import { type OwnerInput, ownerOf } from './owner.ts'
import { encryptTo, newPassword } from './password.ts'
import { invalid } from './refusal.ts'
import { existingGroup } from './security-group.ts'
import { existingOffering, type ServiceOffering } from './service-offerings.ts'
import { checkUserData } from './user-data.ts'
import { existingVirtualMachine, stateOf, type VirtualMachine } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'

interface UpdateInput {
  readonly id: string
  readonly name?: string
  readonly displayname?: string
  readonly group?: string
  readonly userdata?: string
  readonly details?: readonly Readonly<Record<string, string>>[]
  readonly cleanupdetails?: boolean
  readonly securitygroupids?: readonly string[]
}

interface OfferingInput {
  readonly id: string
  readonly serviceofferingid: string
  readonly details?: readonly Readonly<Record<string, string>>[]
}

interface KeyInput extends OwnerInput {
  readonly id: string
  readonly keypair?: string
  readonly keypairs?: readonly string[]
}

export const machineChangeCommands: Commands<
  | 'updateVirtualMachine'
  | 'changeServiceForVirtualMachine'
  | 'scaleVirtualMachine'
  | 'resetSSHKeyForVirtualMachine'
> = {
  updateVirtualMachine: now<UpdateInput>(
    'id name displayname group userdata details cleanupdetails securitygroupids',
    (cloud, input, { method }) => {
      const machine = existingVirtualMachine(cloud, 'id', input.id)
      if (input.userdata !== undefined) checkUserData(input.userdata, method)
      update(cloud, machine, input)
      return { virtualmachine: virtualMachineWire(cloud, machine) }
    },
  ),

  changeServiceForVirtualMachine: now<OfferingInput>('id serviceofferingid details', (cloud, input) => {
    const machine = existingVirtualMachine(cloud, 'id', input.id)
    if (stateOf(machine) !== 'Stopped')
      throw invalid(`Unable to upgrade virtual machine ${machine.id}: it must be stopped`)
    const { offering, details } = wanted(cloud, machine, input)
    machine.offering = offering
    machine.details = details
    return { virtualmachine: virtualMachineWire(cloud, machine) }
  }),

  scaleVirtualMachine: job<OfferingInput>('id serviceofferingid details', (cloud, input) => {
    const machine = existingVirtualMachine(cloud, 'id', input.id)
    existingOffering(cloud, input.serviceofferingid)
    let change: Pick<VirtualMachine, 'offering' | 'details'> = machine
    return {
      ...work(cloud, machine),
      ms: cloud.centre.times.actionMs,
      begin: () => {
        change = wanted(cloud, machine, input)
        checkLive(machine, change.offering)
      },
      finish: () => {
        machine.offering = change.offering
        machine.details = change.details
        return { success: true }
      },
    }
  }),

  resetSSHKeyForVirtualMachine: job<KeyInput>(
    'id keypair keypairs account domainid projectid',
    (cloud, input) => {
      const machine = existingVirtualMachine(cloud, 'id', input.id)
      const projectId = ownerOf(cloud, input)
      const names = [...(input.keypair === undefined ? [] : [input.keypair]), ...(input.keypairs ?? [])]
      if (names.length === 0) throw invalid('Please specify a key pair')
      const pairs = names.map((name) => existingKeyPair(cloud, name, machine.projectId ?? projectId))
      let password: string | undefined
      return {
        ...work(cloud, machine),
        ms: cloud.centre.times.actionMs,
        begin: () => {
          if (stateOf(machine) !== 'Stopped')
            throw invalid(`Vm ${machine.id} should be stopped to do SSH Key reset`)
          machine.keyPairs = pairs.map(({ name }) => name)
          machine.publicKeys = pairs.map(({ publicKey }) => publicKey)
          password = machine.template.passwordEnabled ? newPassword(cloud) : undefined
          machine.encryptedPassword = password && encryptTo(machine.publicKeys, password)
        },
        finish: () => ({ virtualmachine: { ...virtualMachineWire(cloud, machine), password } }),
      }
    },
  ),
}

function update(cloud: CloudStack, machine: VirtualMachine, input: UpdateInput): void {
  const { name, securitygroupids, details, cleanupdetails } = input
  const stopped = stateOf(machine) === 'Stopped'
  if (name !== undefined && name !== machine.name) {
    checkHostName(name)
    const networks = new Set(machine.nics.map(({ network }) => network))
    const taken = [...cloud.virtualMachines.values()].some(
      (other) => other.name === name && other.nics.some(({ network }) => networks.has(network)),
    )
    if (taken) throw invalid(`The vm with hostName ${name} already exists in the network domain`)
  }
  if (securitygroupids && !stopped)
    throw invalid('Virtual machine must be stopped prior to update security groups')
  const groups = securitygroupids?.map((id) => existingGroup(cloud, 'securitygroupids', id))
  machine.name = name ?? machine.name
  machine.displayName = input.displayname ?? machine.displayName
  machine.group = input.group ?? machine.group
  machine.userData = input.userdata ?? machine.userData
  machine.securityGroups = groups ?? machine.securityGroups
  const kept = cleanupdetails ? {} : machine.details
  machine.details = Object.assign({}, kept, ...(details ?? []))
}

/** Throws a `Refusal` for an offering that the machine cannot change to. */
function wanted(
  cloud: CloudStack,
  machine: VirtualMachine,
  input: OfferingInput,
): Pick<VirtualMachine, 'offering' | 'details'> {
  const offering = existingOffering(cloud, input.serviceofferingid)
  const details: Readonly<Record<string, string>> = Object.assign({}, ...(input.details ?? []))
  const { cpuNumber: _, cpuSpeed: __, memory: ___, ...kept } = machine.details
  checkResources(offering, details)
  if (offering === machine.offering && offering.cpus !== undefined)
    throw invalid(
      `Not upgrading vm ${machine.id} since it already has the requested service offering (${offering.name})`,
    )
  checkRoom(cloud, { offering, details }, machine)
  return { offering, details: { ...kept, ...details } }
}

/** A machine that runs only grows. */
function checkLive(machine: VirtualMachine, offering: ServiceOffering): void {
  const state = stateOf(machine)
  if (state === 'Stopped') return
  if (state !== 'Running')
    throw invalid(`Unable to scale VM ${machine.id}: it is neither running nor stopped, but ${state}`)
  if (!machine.template.dynamicallyScalable)
    throw invalid(`Unable to scale VM ${machine.id}: it is not dynamically scalable`)
  const { cpus = 1, memoryMiB = 512 } = machine.offering
  if ((offering.cpus ?? cpus) < cpus || (offering.memoryMiB ?? memoryMiB) < memoryMiB)
    throw invalid(
      'While the VM is running, only scaling up it is supported. New service offering must have at least one greater value (ram or cpu).',
    )
}

const work = (cloud: CloudStack, machine: VirtualMachine) => ({
  instance: { type: 'VirtualMachine', id: machine.id },
  projectId: machine.projectId,
  queue: machine.id,
  finish: (): Fields => ({ virtualmachine: virtualMachineWire(cloud, machine) }),
})
