import type { CallOptions, Compute, Gpus, Listing, Page, Size, SizeQuery } from '@cloud/core'
import { checkNames, listing, unknownPage } from '@cloud/core/driver'
import { type List, list, listPage } from '@cloud/google'
import { type GceClient, projectPath } from './client.ts'
import { zoneOf } from './ids.ts'
import { architectureOf } from './images-wire.ts'
import { inPlace } from './lookups.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/machineTypes */
export interface MachineTypeWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly guestCpus: number
  readonly memoryMb: number
  readonly isSharedCpu?: boolean
  readonly architecture?: string
  readonly zone: string
  readonly maximumPersistentDisks?: number
  readonly maximumPersistentDisksSizeGb?: string
  readonly accelerators?: readonly {
    readonly guestAcceleratorType?: string
    readonly guestAcceleratorCount?: number
  }[]
  readonly deprecated?: { readonly state?: string }
  readonly selfLink: string
}

export type GceSize = Size<MachineTypeWire>

export interface Sizes extends Pick<Compute, 'listSizes'> {
  readonly listSizes: (query?: SizeQuery, call?: CallOptions) => Listing<GceSize>
}

/** Machine types. Without a location those of all zones, each once: Google has many zones, so that to name one is much quicker. */
export function sizes(client: GceClient): Sizes {
  return {
    listSizes: (query = {}, call) => {
      checkNames('listSizes', query, ['location'])
      return query.location === undefined ? everywhere(client, call) : there(client, query.location, call)
    },
  }
}

function there(
  client: GceClient,
  location: NonNullable<SizeQuery['location']>,
  call: CallOptions | undefined,
): Listing<GceSize> {
  const zone = zoneOf(client, location)
  const path = () => projectPath(client, ['zones', zone, 'machineTypes'])
  const wanted: List<MachineTypeWire, GceSize> = { name: 'compute.machineTypes.list', path, map: toSize }
  const place = { scope: 'zones', location: zone } as const
  return listing(
    (after, limits) => inPlace(client, place, listPage(client, wanted, after, limits), limits),
    call,
    client.clock,
  )
}

/** A type is listed for each zone: what an earlier page told is left out. */
function everywhere(client: GceClient, call: CallOptions | undefined): Listing<GceSize> {
  const before = new Map<string, ReadonlySet<string>>()
  const fetch = async (after: string | undefined, limits: CallOptions): Promise<Page<GceSize>> => {
    const known =
      after === undefined ? new Set<string>() : (before.get(after) ?? (await reread(client, after, limits)))
    const page = await listPage(client, aggregated(client), after, limits)
    const seen = new Set(known)
    const items = page.items.filter(({ id }) => seen.size < seen.add(id).size)
    if (page.next !== undefined) before.set(page.next, seen)
    return { ...page, items }
  }
  return listing(fetch, call, client.clock)
}

/** What was told before a page of which only the token is known. */
async function reread(client: GceClient, until: string, call: CallOptions): Promise<ReadonlySet<string>> {
  const seen = new Set<string>()
  for await (const { items, next } of list(client, aggregated(client), call).pages()) {
    for (const { id } of items) seen.add(id)
    if (next === until) return seen
  }
  throw unknownPage(until)
}

const aggregated = (client: GceClient): List<MachineTypeWire, GceSize> => ({
  name: 'compute.machineTypes.aggregatedList',
  path: () => projectPath(client, ['aggregated', 'machineTypes']),
  key: 'machineTypes',
  map: toSize,
})

function toSize(wire: MachineTypeWire): GceSize | undefined {
  const { state } = wire.deprecated ?? {}
  if (state === 'OBSOLETE' || state === 'DELETED') return undefined
  const gpus = toGpus(wire.accelerators)
  return {
    kind: 'size',
    id: wire.name,
    name: wire.name,
    vcpus: wire.guestCpus,
    memoryMiB: wire.memoryMb,
    architecture: architectureOf(wire.architecture),
    ...(gpus && { gpus }),
    native: wire,
  }
}

/** What comes with the type: GPUs can be added to others, of N1, which the list does not tell. TPUs are accelerators too. */
function toGpus(accelerators: MachineTypeWire['accelerators'] = []): Gpus | undefined {
  const [first, ...others] = accelerators.filter(
    ({ guestAcceleratorType = '' }) => !/^(ct|tpu)/.test(guestAcceleratorType),
  )
  if (first === undefined) return undefined
  const count = [first, ...others].reduce((sum, each) => sum + (each.guestAcceleratorCount ?? 0), 0)
  const { guestAcceleratorType: model } = first
  return count > 0 ? { count, ...(model !== undefined && { model }) } : undefined
}
