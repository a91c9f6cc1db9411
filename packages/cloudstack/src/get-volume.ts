import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { oneOf } from './pages.ts'
import { type CloudStackVolume, isGone, toVolume, type VolumeWire } from './volumes-wire.ts'

export const volumeList = { name: 'listVolumes', key: 'volume' } as const

export const volumeIdOf = (volume: Ref<'volume'>): string => idOf('volume', volume, 'volume')

/** Volumes that are deleted are shown for a while to some, and are none. */
export const shownVolume = (wire: VolumeWire): CloudStackVolume | undefined => {
  const volume = toVolume(wire)
  return isGone(volume) ? undefined : volume
}

export function getVolume(
  client: CloudStackClient,
  ref: Ref<'volume'>,
  call: CallOptions,
): Promise<CloudStackVolume> {
  return oneOf(client, { ...volumeList, map: shownVolume }, { what: 'volume', id: volumeIdOf(ref) }, call)
}
