import type { CallOptions, Ref } from '@cloud/core'
import { type DigitalOceanClient, read } from './client.ts'
import { uuidOf } from './ids.ts'
import { list } from './pages.ts'
import { type DigitalOceanVolume, toVolume, type VolumeWire } from './volumes-wire.ts'

export const volumePath = (volume: Ref<'volume'>): string => `/volumes/${uuidOf('volume', volume, 'volume')}`

export function getVolume(
  client: DigitalOceanClient,
  ref: Ref<'volume'>,
  call: CallOptions | undefined,
): Promise<DigitalOceanVolume> {
  const request = { name: 'volumes_get', path: volumePath(ref) }
  const map = ({ volume }: VolumeReply) => toVolume(volume)
  return read<VolumeReply, DigitalOceanVolume>(client, { ...request, map }, call)
}

export interface VolumeReply {
  readonly volume: VolumeWire
}

/** All volumes, or those of a name or a region. */
export function findVolumes(
  client: DigitalOceanClient,
  query: { readonly name?: string; readonly region?: string },
  call: CallOptions,
): Promise<DigitalOceanVolume[]> {
  const request = { name: 'volumes_list', path: '/volumes', query, key: 'volumes', map: toVolume }
  return list(client, request, call).toArray()
}
