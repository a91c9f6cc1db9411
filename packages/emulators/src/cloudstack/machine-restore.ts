import type { CloudStack } from './cloud.ts'
import { type Commands, job } from './command.ts'
import { computerOf } from './machine-power.ts'
import { encryptTo, newPassword } from './password.ts'
import { failed } from './refusal.ts'
import { forget } from './resource-jobs.ts'
import { checkUsable, existingTemplate, type Template } from './template.ts'
import { existingVirtualMachine, stateOf, type VirtualMachine } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'
import { type Volume, volumesOf } from './volume.ts'

interface RestoreInput {
  readonly virtualmachineid: string
  readonly templateid?: string
}

export const restoreCommands: Commands<'restoreVirtualMachine'> = {
  restoreVirtualMachine: job<RestoreInput>('virtualmachineid templateid', (cloud, input) => {
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
    const template =
      input.templateid === undefined
        ? machine.template
        : existingTemplate(cloud, 'templateid', input.templateid)
    const { times } = cloud.centre
    let password: string | undefined
    return {
      instance: { type: 'VirtualMachine', id: machine.id },
      projectId: machine.projectId,
      queue: machine.id,
      ms: () => (stateOf(machine) === 'Running' ? times.pendingMs : times.actionMs),
      begin: () => {
        const state = stateOf(machine)
        if (state !== 'Running' && state !== 'Stopped')
          throw failed(
            `Vm ${machine.id} currently in ${state} state, restore vm can only execute when VM in Running or Stopped`,
          )
        checkUsable(template, machine.zone)
        password = template.passwordEnabled ? newPassword(cloud) : undefined
        replaceRoot(cloud, machine, template)
        machine.encryptedPassword = password && encryptTo(machine.publicKeys, password)
      },
      finish: () => ({ virtualmachine: { ...virtualMachineWire(cloud, machine), password } }),
    }
  }),
}

/** Another disk takes the root disk's place; what was on that is lost, and the other disks, addresses and keys stay. */
function replaceRoot(cloud: CloudStack, machine: VirtualMachine, template: Template): void {
  const { centre } = cloud
  const root = volumesOf(cloud, machine).find(({ type }) => type === 'ROOT')
  if (root) {
    forget(cloud, cloud.volumes, root.id)
    const id = cloud.newId()
    const sizeBytes = Math.max(root.sizeBytes, template.sizeBytes)
    const made: Volume = { ...root, id, template, sizeBytes, createdAt: centre.clock.now() }
    cloud.volumes.set(id, made)
  }
  machine.template = template
  const { server } = machine
  if (server?.state === 'stopped') centre.servers.replaceMachine(server, computerOf(machine))
  else if (server) centre.servers.rebuild(server, computerOf(machine))
}
