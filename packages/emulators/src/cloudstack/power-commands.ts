import type { JobPlan } from './async-jobs.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { beginExpunge, detachData, finishExpunge } from './expunge.ts'
import { isOn, startMachine, stopMachine } from './machine-power.ts'
import { failed, invalid } from './refusal.ts'
import { existingVirtualMachine, stateOf, type VirtualMachine } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'
import { existingVolume, removeVolume, type Volume } from './volume.ts'

interface MachineInput {
  readonly id: string
}

interface DestroyInput extends MachineInput {
  readonly expunge?: boolean
  /** Disks that go with the machine. */
  readonly volumeids?: readonly string[]
}

export const powerCommands: Commands<
  | 'startVirtualMachine'
  | 'stopVirtualMachine'
  | 'rebootVirtualMachine'
  | 'destroyVirtualMachine'
  | 'recoverVirtualMachine'
  | 'expungeVirtualMachine'
> = {
  startVirtualMachine: job<MachineInput>('id', (cloud, { id }) => {
    const machine = existingVirtualMachine(cloud, 'id', id)
    return {
      ...work(cloud, machine),
      ms: cloud.centre.times.pendingMs,
      begin: () => startMachine(cloud, machine),
    }
  }),

  stopVirtualMachine: job<MachineInput>('id forced', (cloud, { id }) => {
    const machine = existingVirtualMachine(cloud, 'id', id)
    return {
      ...work(cloud, machine),
      ms: () => (isOn(machine) ? cloud.centre.times.stoppingMs : 0),
      begin: () => stopMachine(cloud, machine),
    }
  }),

  rebootVirtualMachine: job<MachineInput>('id forced', (cloud, { id }) => {
    const machine = existingVirtualMachine(cloud, 'id', id)
    return {
      ...work(cloud, machine),
      ms: cloud.centre.times.rebootMs,
      begin: () => {
        if (stateOf(machine) !== 'Running' || !machine.server) throw failed('Failed to reboot vm instance')
        cloud.centre.servers.reboot(machine.server)
      },
    }
  }),

  destroyVirtualMachine: job<DestroyInput>(
    'id expunge volumeids',
    (cloud, { id, expunge, volumeids = [] }) => {
      const machine = existingVirtualMachine(cloud, 'id', id)
      const volumes = volumeids.map((one) => ofMachine(cloud, machine, one))
      const plan = expunge ? expunging(cloud, machine) : destruction(cloud, machine)
      const finish = () => {
        for (const volume of volumes) removeVolume(cloud, volume)
        return plan.finish()
      }
      return { ...plan, finish }
    },
  ),

  expungeVirtualMachine: job<MachineInput>('id', (cloud, { id }) => {
    const machine = existingVirtualMachine(cloud, 'id', id)
    return {
      ...expunging(cloud, machine),
      begin: () => {
        if (machine.phase === 'living')
          throw invalid(`Please destroy vm with specified id ${id} before expunge`)
        beginExpunge(cloud, machine)
      },
      finish: () => {
        finishExpunge(cloud, machine)
        return { success: true }
      },
    }
  }),

  recoverVirtualMachine: now<MachineInput>('id', (cloud, { id }) => {
    const machine = existingVirtualMachine(cloud, 'id', id)
    if (stateOf(machine) !== 'Destroyed')
      throw invalid(`Unable to recover the vm ${id}: it is not in state Destroyed`)
    machine.phase = 'living'
    return { virtualmachine: virtualMachineWire(cloud, machine) }
  }),
}

/** What the jobs of a machine have in common: one after the other, with the machine as their result. */
const work = (cloud: CloudStack, machine: VirtualMachine) => ({
  instance: { type: 'VirtualMachine', id: machine.id },
  projectId: machine.projectId,
  queue: machine.id,
  finish: () => ({ virtualmachine: virtualMachineWire(cloud, machine) }),
})

function ofMachine(cloud: CloudStack, machine: VirtualMachine, id: string): Volume {
  const volume = existingVolume(cloud, 'volumeids', id)
  if (volume.attached?.machine !== machine || volume.type !== 'DATADISK')
    throw invalid(`Unable to delete volume ${id}: it is no data disk of VM ${machine.id}`)
  return volume
}

function destruction(cloud: CloudStack, machine: VirtualMachine): JobPlan {
  const { times, clock } = cloud.centre
  return {
    ...work(cloud, machine),
    ms: () => (isOn(machine) ? times.stoppingMs : 0),
    begin: () => {
      if (machine.phase === 'destroyed' || machine.phase === 'expunging') return
      stopMachine(cloud, machine)
      machine.phase = 'destroyed'
      detachData(cloud, machine)
      machine.destroyedAt = clock.now()
    },
  }
}

/** The machine is shown once more, by the job's result. */
function expunging(cloud: CloudStack, machine: VirtualMachine): JobPlan {
  return {
    ...work(cloud, machine),
    ms: cloud.centre.times.terminatingMs,
    begin: () => beginExpunge(cloud, machine),
    finish: () => {
      const shown = virtualMachineWire(cloud, machine)
      finishExpunge(cloud, machine)
      return { virtualmachine: shown }
    },
  }
}
