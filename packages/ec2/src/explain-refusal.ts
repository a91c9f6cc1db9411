import type { CallOptions, CloudError } from '@cloud/core'
import { changed, isCloudError, list, object, withOutcome, type XmlShape } from '@cloud/core/driver'
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
  const missing = (await sizeIsMissing(client, size, call))
    ? `size ${size}`
    : zone !== undefined && (await zoneIsMissing(client, zone, call)) && `location ${zone}`
  if (!missing) return error
  return changed(error, { code: 'not-found', message: `There is no ${missing}: ${error.message}` })
}

export async function sizeIsMissing(client: Ec2Client, size: string, call: CallOptions): Promise<boolean> {
  const parameters = { InstanceType: [size] }
  const request = { name: 'DescribeInstanceTypes', repeat: read, parameters, answer: done } as const
  return isMissing(send(client, request, call), () => false)
}

interface ZonesWire {
  readonly availabilityZoneInfo: readonly object[]
}

const zones: XmlShape<ZonesWire> = object<ZonesWire>({ availabilityZoneInfo: list('item', done) })

export async function zoneIsMissing(client: Ec2Client, zone: string, call: CallOptions): Promise<boolean> {
  const parameters = { Filter: [exactly('zone-name', [zone])] }
  const request = { name: 'DescribeAvailabilityZones', repeat: read, parameters, answer: zones } as const
  return isMissing(send(client, request, call), ({ availabilityZoneInfo: found }) => found.length === 0)
}

/** The caller must see the refusal itself, whatever else fails here; but who aborts is not to be told of it. */
async function isMissing<T>(answer: Promise<T>, isEmpty: (wire: T) => boolean): Promise<boolean> {
  try {
    return isEmpty(await answer)
  } catch (error) {
    if (isCloudError(error, 'aborted')) throw withOutcome(error, 'not-applied')
    return isCloudError(error, 'not-found')
  }
}
