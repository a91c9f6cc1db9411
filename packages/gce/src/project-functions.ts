import type { CallOptions } from '@cloud/core'
import { clientOf, type HasClient } from '@cloud/core/driver'
import { type GceClient, read } from './client.ts'

/** How much of something the project may have, as in `CPUS_ALL_REGIONS`, and how much it has. Those of each region are in `regions`. */
export interface QuotaWire {
  readonly metric: string
  readonly limit: number
  readonly usage: number
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/projects/get */
export interface ProjectWire {
  readonly name: string
  readonly id?: string
  readonly quotas?: readonly QuotaWire[]
  readonly defaultServiceAccount?: string
  readonly enabledFeatures?: readonly string[]
  readonly [field: string]: unknown
}

/** The driver's project, without its metadata, which may hold secrets. */
export async function getProject(driver: HasClient<GceClient>, call?: CallOptions): Promise<ProjectWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const wire = await read<ProjectWire>(client, { name: 'compute.projects.get', path: [] }, left)
    const { commonInstanceMetadata: _, ...rest } = wire
    return rest as ProjectWire
  })
}
