import { type Action, action, type Ec2 } from './action.ts'
import { findInstance, type Instance } from './instance.ts'
import { Refusal } from './refusal.ts'

interface ConsoleInput {
  readonly InstanceId: string
  readonly Latest?: boolean
}

const shownBytes = 64 * 1024

export const getConsoleOutput: Action = action<ConsoleInput>((ec2, { InstanceId, Latest = false }) => () => {
  const instance = findInstance(ec2, InstanceId)
  if (Latest && instance.type.hypervisor !== 'nitro') {
    throw new Refusal(
      'UnsupportedOperation',
      'This instance type does not support retrieving the latest console logs. Only supported on instances built on the AWS Nitro System.',
    )
  }
  const text = isPublished(ec2, instance, Latest) ? instance.server.machine.console() : ''
  const bytes = Buffer.from(text).subarray(-shownBytes)
  return {
    instanceId: instance.id,
    timestamp: new Date(ec2.centre.clock.now()),
    output: bytes.length > 0 ? bytes.toString('base64') : undefined,
  }
})

/** The vendor posts the console some time after the start; the latest is there at once. */
function isPublished(ec2: Ec2, { server }: Instance, latest: boolean): boolean {
  const { clock, times } = ec2.centre
  return latest || clock.now() - server.startedAt >= times.consoleMs
}
