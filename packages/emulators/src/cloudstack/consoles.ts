import { type Commands, now } from './command.ts'
import { existingVirtualMachine, stateOf } from './virtual-machine.ts'

interface ConsoleInput {
  readonly virtualmachineid: string
}

export const consoleCommands: Commands<'createConsoleEndpoint'> = {
  // The address leads nowhere: there is no proxy for consoles.
  createConsoleEndpoint: now<ConsoleInput>('virtualmachineid', (cloud, { virtualmachineid }) => {
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', virtualmachineid)
    if (stateOf(machine) !== 'Running') {
      const details = `VM ${machine.id} is not running, so its console cannot be seen`
      return { consoleendpoint: { success: false, details } }
    }
    const token = cloud.centre.random.hex(32)
    const url = `https://console.example.com/resource/noVNC/vnc.html?autoconnect=true&port=8443&token=${token}`
    return { consoleendpoint: { success: true, url } }
  }),
}
