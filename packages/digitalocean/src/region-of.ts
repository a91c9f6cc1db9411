import type { Ref } from '@cloud/core'
import { idOf, invalid } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'

/** Where something is to be created: the region that the call names, or the driver's. */
export function regionOf({ region }: DigitalOceanClient, location: Ref<'location'> | undefined): string {
  const id = location === undefined ? region : idOf('location', location, 'location')
  if (id === undefined) throw invalid('There is no location', 'the option location, or the driver’s region')
  return id
}
