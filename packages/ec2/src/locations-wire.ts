import type { Location } from '@cloud/core'
import { object, required, text, type XmlShape } from '@cloud/core/driver'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AvailabilityZone.html, as spelled in its XML. */
export interface ZoneWire {
  readonly zoneName: string
  readonly zoneId?: string
  readonly zoneState?: string
  readonly zoneType?: string
  readonly regionName?: string
  readonly groupName?: string
  readonly optInStatus?: string
}

export type Ec2Location = Location<ZoneWire>

export const zone: XmlShape<ZoneWire> = object<ZoneWire>({
  zoneName: required(text),
  zoneId: text,
  zoneState: text,
  zoneType: text,
  regionName: text,
  groupName: text,
  optInStatus: text,
})

export function toLocation(wire: ZoneWire): Ec2Location {
  return {
    kind: 'location',
    id: wire.zoneName,
    name: wire.zoneName,
    ...(wire.regionName !== undefined && { parent: wire.regionName }),
    native: wire,
  }
}
