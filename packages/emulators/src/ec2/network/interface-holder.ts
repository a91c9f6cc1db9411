import type { Ec2 } from '../action.ts'
import type { Instance } from '../instance.ts'
import { Refusal } from '../refusal.ts'
import { foundInterface } from './interface-view.ts'

/** The instance that came with the interface. Throws a `Refusal` for one that was made for itself, which only lists know. */
export function interfaceHolder(ec2: Ec2, id: string): Instance {
  const { attachment, separate } = foundInterface(ec2, id)
  if (attachment && !separate) return attachment.instance
  throw new Refusal(
    'UnsupportedOperation',
    'Public addresses and routes of the emulated cloud lead to the interface that an instance came with',
  )
}
