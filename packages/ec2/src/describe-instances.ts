import type { QueryParameters } from '@cloud/aws'
import type { CallOptions } from '@cloud/core'
import { list, object, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, type PageWire, pageMembers, read, send } from './client.ts'
import { type InstanceWire, instance } from './nodes-wire.ts'

export interface InstancesWire extends PageWire {
  readonly reservationSet: readonly { readonly instancesSet: readonly InstanceWire[] }[]
}

const instances: XmlShape<InstancesWire> = object<InstancesWire>({
  ...pageMembers,
  reservationSet: list(
    'item',
    object<InstancesWire['reservationSet'][number]>({ instancesSet: list('item', instance) }),
  ),
})

export const operation = 'DescribeInstances'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
export function describeInstances(
  client: Ec2Client,
  parameters: QueryParameters,
  call: CallOptions | undefined,
): Promise<InstancesWire> {
  return send(client, { name: operation, repeat: read, parameters, answer: instances }, call)
}
