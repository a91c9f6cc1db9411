import type { JobPlan } from './async-jobs.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, job } from './command.ts'
import { type DeployInput, type DeployPlan, planDeployment } from './deploy-plan.ts'
import { startMachine } from './machine-power.ts'
import { encryptTo, newPassword } from './password.ts'
import { GiB } from './template.ts'
import type { Nic, VirtualMachine } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'
import type { Volume } from './volume.ts'

const takes = `zoneid serviceofferingid templateid name displayname group hypervisor keypair keypairs userdata
  networkids ipaddress iptonetworklist securitygroupids securitygroupnames affinitygroupids affinitygroupnames
  diskofferingid size rootdisksize details startvm account domainid projectid displayvm`.replace(/\s+/g, ' ')

export const deployCommands: Commands<'deployVirtualMachine'> = {
  deployVirtualMachine: job<DeployInput>(takes, (cloud, input, { method }) => {
    const plan = planDeployment(cloud, input, method)
    const machine = addMachine(cloud, input, plan)
    return deployment(cloud, machine, input.startvm ?? true)
  }),
}

function addMachine(cloud: CloudStack, input: DeployInput, plan: DeployPlan): VirtualMachine {
  const id = cloud.newId()
  const name = plan.name ?? `VM-${id}`
  const machine: VirtualMachine = {
    id,
    name,
    displayName: input.displayname ?? name,
    instanceName: `i-2-${cloud.newNumber()}-VM`,
    createdAt: cloud.centre.clock.now(),
    zone: plan.zone,
    template: plan.template,
    offering: plan.offering,
    details: plan.details,
    nics: nicsOf(cloud, plan),
    securityGroups: plan.securityGroups,
    affinityGroupIds: plan.affinityGroupIds,
    keyPairs: plan.keyPairs.map((pair) => pair.name),
    publicKeys: plan.keyPairs.map(({ publicKey }) => publicKey),
    userData: input.userdata,
    group: input.group,
    iso: undefined,
    projectId: plan.projectId,
    server: undefined,
    phase: 'living',
    destroyedAt: 0,
    encryptedPassword: undefined,
  }
  cloud.virtualMachines.set(id, machine)
  addDisks(cloud, machine, plan)
  return machine
}

/** The disk that it boots from, and one more where that is asked for. */
function addDisks(cloud: CloudStack, machine: VirtualMachine, { rootGiB, disk }: DeployPlan): void {
  const { zone, template, createdAt, projectId } = machine
  const add = (
    deviceId: number,
    volume: Pick<Volume, 'name' | 'type' | 'sizeBytes' | 'template' | 'offering'>,
  ) => {
    const id = cloud.newId()
    const attached = { machine, deviceId, at: createdAt }
    const made = { ...volume, id, zone, createdAt, projectId, attached, snapshotId: undefined }
    cloud.volumes.set(id, { ...made, state: 'Allocated' })
  }
  const number = machine.instanceName.split('-')[2]
  const sizeBytes = rootGiB === undefined ? template.sizeBytes : rootGiB * GiB
  add(0, { name: `ROOT-${number}`, type: 'ROOT', sizeBytes, template, offering: undefined })
  if (disk)
    add(1, {
      name: `DATA-${number}`,
      type: 'DATADISK',
      sizeBytes: disk.sizeGiB * GiB,
      template: undefined,
      offering: disk.offering,
    })
}

/** Addresses that are taken before one cannot be had go back. */
function nicsOf(cloud: CloudStack, { networks }: DeployPlan): readonly Nic[] {
  const nics: Nic[] = []
  try {
    for (const { network, address } of networks) {
      if (address !== undefined) network.guests?.claim(address)
      nics.push(newNic(cloud, network, address ?? network.guests?.take(), nics.length === 0))
    }
    return nics
  } catch (error) {
    for (const { network, address } of nics) if (address) network.guests?.giveBack(address)
    throw error
  }
}

export const newNic = (
  cloud: CloudStack,
  network: Nic['network'],
  address: string | undefined,
  isDefault: boolean,
): Nic => ({
  id: cloud.newId(),
  network,
  address,
  mac: `02:${(cloud.centre.random.hex(10).match(/../g) ?? []).join(':')}`,
  isDefault,
})

function deployment(cloud: CloudStack, machine: VirtualMachine, starts: boolean): JobPlan {
  const { times, clock } = cloud.centre
  let password: string | undefined
  return {
    instance: { type: 'VirtualMachine', id: machine.id },
    created: machine.id,
    projectId: machine.projectId,
    queue: machine.id,
    ms: starts ? times.pendingMs : times.actionMs,
    begin: () => {
      if (starts) startMachine(cloud, machine)
      password = machine.template.passwordEnabled ? newPassword(cloud) : undefined
      machine.encryptedPassword = password && encryptTo(machine.publicKeys, password)
    },
    finish: () => ({ virtualmachine: { ...virtualMachineWire(cloud, machine), password } }),
    abort: () => {
      machine.phase = 'error'
      machine.destroyedAt = clock.now()
    },
  }
}
