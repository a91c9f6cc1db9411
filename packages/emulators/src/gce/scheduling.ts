import type { SchedulingInput } from './instance-input.ts'
import type { Wire } from './json.ts'
import { invalidField } from './refusal.ts'

/** What an instance's scheduling is by what a request says of it. Throws a `Refusal` for what does not go together. */
export function schedulingWire(input: SchedulingInput = {}, accelerated = false): Wire {
  const spot = input.provisioningModel === 'SPOT' || input.preemptible === true
  const automaticRestart = input.automaticRestart ?? !spot
  const onHostMaintenance = input.onHostMaintenance ?? (spot || accelerated ? 'TERMINATE' : 'MIGRATE')
  if (spot && automaticRestart)
    throw invalidField(
      'scheduling.automaticRestart',
      true,
      'Scheduling must have automaticRestart be false when preemptible is true.',
    )
  if (spot && onHostMaintenance !== 'TERMINATE')
    throw invalidField(
      'scheduling.onHostMaintenance',
      onHostMaintenance,
      'Scheduling must have onHostMaintenance be TERMINATE when preemptible is true.',
    )
  if (accelerated && onHostMaintenance !== 'TERMINATE')
    throw invalidField(
      'scheduling.onHostMaintenance',
      onHostMaintenance,
      'Instances with guest accelerators do not support live migration.',
    )
  if (input.instanceTerminationAction !== undefined && !spot)
    throw invalidField(
      'scheduling.instanceTerminationAction',
      input.instanceTerminationAction,
      'You cannot specify a termination action for a VM instance that has the standard provisioning model.',
    )
  return {
    ...(input as Wire),
    onHostMaintenance,
    automaticRestart,
    preemptible: spot,
    provisioningModel: input.provisioningModel ?? (spot ? 'SPOT' : 'STANDARD'),
    ...(spot && { instanceTerminationAction: input.instanceTerminationAction ?? 'STOP' }),
  }
}
