import type { CallOptions, Ref } from '@cloud/core'
import { clientOf, type HasClient, idOf, invalid, object, required, type XmlShape } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import { checkHops, type MetadataOptions, metadataFields } from './metadata-options.ts'
import { type MetadataWire, metadata } from './metadata-options-wire.ts'
import { checkFields, toParameters } from './option-fields.ts'

type Driver = HasClient<Ec2Client>

interface ChangedWire {
  readonly instanceMetadataOptions: MetadataWire
}

const answer: XmlShape<ChangedWire> = object<ChangedWire>({ instanceMetadataOptions: required(metadata) })

/**
 * Changes the options of a node's metadata service; what is left out stays. They hold a little later: `native.metadataOptions.state` of the node
 * is `applied` then. `not-found` where there is no such node.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html
 */
export function setMetadataOptions(
  driver: Driver,
  node: Ref<'node'>,
  options: MetadataOptions,
  call?: CallOptions,
): Promise<MetadataWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkFields('setMetadataOptions', options, metadataFields, '')
    checkHops('metadata', options)
    const changes = toParameters(metadataFields, options)
    if (Object.keys(changes).length === 0)
      throw invalid('No option is to be changed', Object.keys(metadataFields).join(', '))
    const parameters = { InstanceId: idOf('node', node, 'node'), ...changes }
    const request = { name: 'ModifyInstanceMetadataOptions', repeat: idempotent, parameters, answer } as const
    return (await send(client, request, left)).instanceMetadataOptions
  })
}

/**
 * Has a node's figures told each minute in place of each fifth, which costs, or no longer. `not-found` where there is no such node.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_MonitorInstances.html
 */
export function setMonitoring(
  driver: Driver,
  node: Ref<'node'>,
  enabled: boolean,
  call?: CallOptions,
): Promise<void> {
  if (typeof enabled !== 'boolean') return Promise.reject(invalid('enabled must be true or false'))
  return act(driver, node, { name: enabled ? 'MonitorInstances' : 'UnmonitorInstances' }, call)
}

/**
 * Stops a node that was created with `hibernation`, its memory kept on its root disk, so that `startNode` goes on where it was. `invalid` where
 * it was created without; `conflict` where it does not run; `not-found` where there is none.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/hibernating-instances.html
 */
export function hibernateNode(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<void> {
  return act(driver, node, { name: 'StopInstances', Hibernate: true }, call)
}

function act(
  driver: Driver,
  node: Ref<'node'>,
  { name, ...more }: { readonly name: string; readonly Hibernate?: boolean },
  call: CallOptions | undefined,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { InstanceId: [idOf('node', node, 'node')], ...more }
    await send(client, { name, repeat: idempotent, parameters, answer: done }, left)
  })
}
