import type { CallOptions } from '@cloud/core'
import { type CloudError, isCloudError } from '@cloud/core'
import { changed, list, object, text, withOutcome, type XmlShape } from '@cloud/core/driver'
import { done, type Ec2Client, read, send } from './client.ts'
import { exactly } from './filters.ts'

/**
 * EC2 refuses a size or a zone that does not exist with the same code as any other wrong value. What it does not know is asked for by
 * name, rather than read out of the message.
 */
export async function explained(
  client: Ec2Client,
  error: CloudError,
  size: string,
  zone: string | undefined,
  call: CallOptions,
): Promise<CloudError> {
  if (error.providerCode !== 'InvalidParameterValue') return error
  const missing = [
    (await sizeIsMissing(client, size, call)) && `size ${size}`,
    zone !== undefined && (await zoneIsMissing(client, zone, call)) && `location ${zone}`,
  ].filter((each) => each !== false)
  if (missing.length === 0) return error
  const message = `There is no ${missing.join(' and no ')}: ${error.message}`
  return changed(error, { code: 'not-found', message })
}

async function sizeIsMissing(client: Ec2Client, size: string, call: CallOptions): Promise<boolean> {
  const parameters = { InstanceType: [size] }
  try {
    await send(client, { name: 'DescribeInstanceTypes', repeat: read, parameters, answer: done }, call)
    return false
  } catch (error) {
    return isMissing(error)
  }
}

interface ZonesWire {
  readonly availabilityZoneInfo: readonly { readonly zoneName?: string }[]
}

const zones: XmlShape<ZonesWire> = object<ZonesWire>({
  availabilityZoneInfo: list('item', object<{ readonly zoneName?: string }>({ zoneName: text })),
})

async function zoneIsMissing(client: Ec2Client, zone: string, call: CallOptions): Promise<boolean> {
  const parameters = { Filter: [exactly('zone-name', [zone])] }
  try {
    const wire = await send(
      client,
      { name: 'DescribeAvailabilityZones', repeat: read, parameters, answer: zones },
      call,
    )
    return wire.availabilityZoneInfo.length === 0
  } catch (error) {
    return isMissing(error)
  }
}

/** The caller must see the refusal itself, whatever else fails here; but who aborts is not to be told of it. */
function isMissing(error: unknown): boolean {
  if (isCloudError(error, 'aborted')) throw withOutcome(error, 'not-applied')
  return isCloudError(error, 'not-found')
}
