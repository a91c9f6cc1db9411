import { type Action, action } from './action.ts'
import { findInstances } from './instance.ts'

interface MonitoringInput {
  readonly InstanceId: readonly string[]
}

/** Whether there is a figure each minute: nothing here reads any. */
const monitoring = (isOn: boolean): Action =>
  action<MonitoringInput>((ec2, { InstanceId }) => {
    const instances = findInstances(ec2, InstanceId)
    return () => {
      for (const instance of instances) instance.monitoring = isOn
      return {
        instancesSet: instances.map(({ id }) => ({
          instanceId: id,
          monitoring: { state: isOn ? 'pending' : 'disabling' },
        })),
      }
    }
  })

export const monitorInstances: Action = monitoring(true)
export const unmonitorInstances: Action = monitoring(false)
