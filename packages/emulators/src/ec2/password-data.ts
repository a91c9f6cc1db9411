import { type Action, action } from './action.ts'
import { findInstance } from './instance.ts'

/** No image here is of Windows, and no other system has such a password: it is told as empty. */
export const getPasswordData: Action = action<{ readonly InstanceId: string }>(
  (ec2, { InstanceId: id }) =>
    () => {
      const instance = findInstance(ec2, id)
      return { instanceId: instance.id, timestamp: new Date(ec2.centre.clock.now()), passwordData: '' }
    },
)
