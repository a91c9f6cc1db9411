import type { CallOptions } from '@cloud/core'
import { beforeWrite, CloudError, list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, read, send } from './client.ts'
import { exactly } from './filters.ts'

interface ZoneWire {
  readonly zoneName: string
  readonly networkBorderGroup?: string
}

interface ZonesWire {
  readonly availabilityZoneInfo: readonly ZoneWire[]
}

const zones: XmlShape<ZonesWire> = object<ZonesWire>({
  availabilityZoneInfo: list(
    'item',
    object<ZoneWire>({ zoneName: required(text), networkBorderGroup: text }),
  ),
})

/** The zone that a create names, before it is sent; `not-found` where there is none. */
export async function getZone(client: Ec2Client, name: string, call: CallOptions): Promise<ZoneWire> {
  const parameters = { Filter: [exactly('zone-name', [name])] }
  const request = { name: 'DescribeAvailabilityZones', repeat: read, parameters, answer: zones } as const
  const [found] = (await beforeWrite(send(client, request, call))).availabilityZoneInfo
  if (found !== undefined) return found
  throw new CloudError(`There is no location ${name}`, {
    code: 'not-found',
    provider: client.provider,
    operation: request.name,
    outcome: 'not-applied',
  })
}
