import type { CloudStack } from './cloud.ts'
import { invalid } from './refusal.ts'
import { existingZone, type Zone } from './zones.ts'

/** What KVM's machines boot from. */
const formats = ['QCOW2', 'RAW', 'VHD', 'VHDX', 'VMDK']

/** Throws a `Refusal` for an address that no image of the format can be had from; nothing is fetched. */
export function checkUrl(format: string, url: string): void {
  if (!formats.includes(format.toUpperCase()))
    throw invalid(`The ${format} format is invalid. Supported Formats are ${formats.join(', ')}`)
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalid(`Please specify a valid URL. URL:${url} is invalid`)
  const path = new URL(url).pathname.toLowerCase().replace(/\.(?:zip|bz2|gz|xz)$/, '')
  const extensions = format.toUpperCase() === 'RAW' ? ['raw', 'img'] : [format.toLowerCase()]
  if (!extensions.some((extension) => path.endsWith(`.${extension}`)))
    throw invalid(`Please specify a valid ${format.toLowerCase()}`)
}

interface ZonesInput {
  readonly zoneid?: string
  readonly zoneids?: readonly string[]
}

/** `-1` stands for all zones. */
export function registerZones(cloud: CloudStack, { zoneid, zoneids }: ZonesInput): readonly Zone[] {
  if (zoneid !== undefined && zoneids !== undefined)
    throw invalid('Both zoneid and zoneids cannot be specified at the same time')
  const ids = zoneids ?? (zoneid === undefined ? [] : [zoneid])
  if (ids.length === 0) throw invalid('Please specify a zone: zoneid or zoneids')
  if (ids.includes('-1')) {
    if (ids.length > 1)
      throw invalid('Parameter zoneids cannot combine all zones (-1) option with other zones')
    return [...cloud.zones.values()]
  }
  return ids.map((id) => existingZone(cloud, id))
}
