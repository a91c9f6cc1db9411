import { type Ec2, isVisible } from '../action.ts'
import { type Instance, visibleInstances } from '../instance.ts'
import { found } from './found.ts'
import type { NetworkInterface, Subnet } from './network.ts'

/** An interface as the API shows it, whether its instance came with it or it was made for itself. */
export interface InterfaceView {
  readonly id: string
  readonly subnet: Subnet
  readonly description: string
  readonly privateAddress: string | undefined
  readonly secondaryAddresses: readonly string[]
  readonly groupIds: readonly string[]
  readonly sourceDestCheck: boolean
  readonly attachment: AttachmentView | undefined
  /** Made for itself. */
  readonly separate: NetworkInterface | undefined
}

interface AttachmentView {
  readonly id: string
  readonly instance: Instance
  readonly deviceIndex: number
  readonly attachedAt: number
  readonly deleteOnTermination: boolean
  readonly status: 'attaching' | 'attached' | 'detaching'
}

/** The one that an instance came with: public addresses lead to it. */
const firstOf = (instance: Instance): InterfaceView => ({
  id: instance.interfaceId,
  subnet: instance.subnet,
  description: '',
  privateAddress: instance.server.privateAddress,
  secondaryAddresses: instance.secondaryAddresses,
  groupIds: instance.groupIds,
  sourceDestCheck: instance.sourceDestCheck,
  attachment: {
    id: instance.attachmentId,
    instance,
    deviceIndex: 0,
    attachedAt: instance.server.createdAt,
    deleteOnTermination: true,
    status: 'attached',
  },
  separate: undefined,
})

export function separateView(ec2: Ec2, separate: NetworkInterface): InterfaceView {
  return { ...separate, attachment: attachmentOf(ec2, separate), separate }
}

function attachmentOf(ec2: Ec2, { attachment }: NetworkInterface): AttachmentView | undefined {
  const instance = ec2.instances.get(attachment?.instanceId ?? '')
  if (!attachment || !instance) return undefined
  const isNew = ec2.centre.clock.now() - attachment.attachedAt < ec2.centre.times.actionMs
  const whileOn = isNew ? 'attaching' : 'attached'
  return { ...attachment, instance, status: attachment.detaching ? 'detaching' : whileOn }
}

/** The interfaces of an instance, by device index. One that is terminated has none. */
export function interfacesOf(ec2: Ec2, instance: Instance): readonly InterfaceView[] {
  if (instance.server.state === 'terminated') return []
  const separate = [...ec2.network.interfaces.values()]
    .filter(({ attachment }) => attachment?.instanceId === instance.id)
    .map((one) => separateView(ec2, one))
    .sort((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
  return [firstOf(instance), ...separate]
}

/** Every interface that the API shows. */
export function visibleInterfaces(ec2: Ec2): readonly InterfaceView[] {
  const attached = visibleInstances(ec2).flatMap((instance) => interfacesOf(ec2, instance))
  const shown = new Set(attached.map(({ id }) => id))
  const others = [...ec2.network.interfaces.values()].filter(
    ({ id, createdAt }) => !shown.has(id) && isVisible(ec2, createdAt),
  )
  return [...attached, ...others.map((separate) => separateView(ec2, separate))]
}

/** Throws a `Refusal` for what is no id, and for that of nothing. */
export function foundInterface(ec2: Ec2, id: string): InterfaceView {
  const view = visibleInterfaces(ec2).find((one) => one.id === id)
  return view ?? separateView(ec2, found(ec2, 'interfaces', id))
}
