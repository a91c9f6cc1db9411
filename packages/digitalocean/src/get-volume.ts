import type { CallOptions, Ref } from '@cloud/core'
import { type DigitalOceanClient, reading, send } from './client.ts'
import { uuidOf } from './ids.ts'
import { list } from './pages.ts'
import type { VolumeWire } from './volumes-wire.ts'

export const volumePath = (volume: Ref<'volume'>): string => `/volumes/${uuidOf('volume', volume, 'volume')}`

export async function getVolume(
  client: DigitalOceanClient,
  ref: Ref<'volume'>,
  call: CallOptions | undefined,
): Promise<VolumeWire> {
  const request = { name: 'volumes_get', repeat: reading, method: 'GET', path: volumePath(ref) } as const
  return (await send<{ readonly volume: VolumeWire }>(client, request, call)).volume
}

/** All volumes, or those of a name or a region. */
export function findVolumes(
  client: DigitalOceanClient,
  query: { readonly name?: string; readonly region?: string },
  call: CallOptions,
): Promise<VolumeWire[]> {
  const map = (wire: VolumeWire) => wire
  return list(client, { name: 'volumes_list', path: '/volumes', query, key: 'volumes', map }, call).toArray()
}
