import { type Commands, job, now } from './command.ts'
import { encryptTo, newPassword } from './password.ts'
import { invalid } from './refusal.ts'
import { existingVirtualMachine, stateOf } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'

interface MachineInput {
  readonly id: string
}

export const passwordCommands: Commands<'getVMPassword' | 'resetPasswordForVirtualMachine'> = {
  getVMPassword: now<MachineInput>('id', (cloud, { id }) => {
    const { encryptedPassword } = existingVirtualMachine(cloud, 'id', id)
    if (encryptedPassword === undefined)
      throw invalid(
        `No password for VM with id '${id}' found. When VM's SSH keypair is changed, the current encrypted password is removed due to incompatibility with the new keypair.`,
      )
    return { password: { encryptedpassword: encryptedPassword } }
  }),

  resetPasswordForVirtualMachine: job<MachineInput>('id', (cloud, { id }) => {
    const machine = existingVirtualMachine(cloud, 'id', id)
    let password: string | undefined
    return {
      instance: { type: 'VirtualMachine', id },
      projectId: machine.projectId,
      queue: id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        const state = stateOf(machine)
        if (!machine.template.passwordEnabled)
          throw invalid(
            'Fail to reset password for the virtual machine, the template is not password enabled',
          )
        if (state !== 'Stopped')
          throw invalid(`Vm ${id} should be in Stopped state for Password Reset, and is ${state}`)
        password = newPassword(cloud)
        machine.encryptedPassword = encryptTo(machine.publicKeys, password)
      },
      finish: () => ({ virtualmachine: { ...virtualMachineWire(cloud, machine), password } }),
    }
  }),
}
