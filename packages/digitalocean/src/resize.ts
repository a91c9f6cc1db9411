import type { CallOptions, CloudError, Ref, Resize, ResizeNode } from '@cloud/core'
import { changed, checkNames, idOf, missing } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { dropletAction, dropletFor, wrongState } from './droplet-actions.ts'
import { conflicting, explainedBy } from './lookups.ts'
import type { DropletWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { perform } from './resource-actions.ts'
import type { SizeWire } from './sizes.ts'

/** What `resizeNode` takes under `native`. */
export interface DigitalOceanResize {
  /** The disk grows too, for ever: a droplet never gets a smaller disk than it has. Left out, the disk stays. */
  readonly disk?: boolean | undefined
}

/** https://docs.digitalocean.com/products/droplets/how-to/resize/ */
export function resize(client: DigitalOceanClient): Resize<DigitalOceanResize> {
  return {
    resizeNode: (node, options, call) =>
      client.within(call, (left) => resizeNode(client, node, options, left)),
  }
}

async function resizeNode(
  client: DigitalOceanClient,
  node: Ref<'node'>,
  options: ResizeNode<DigitalOceanResize>,
  call: CallOptions,
): Promise<void> {
  checkNames('resizeNode', options, ['size', 'native'])
  const { native = {} } = options
  checkNames('resizeNode under native', native, ['disk'])
  const size = idOf('size', options.size, 'size')
  const disk = native.disk === true
  const droplet = await dropletFor(client, idOf('node', node, 'node'), 'resize', call)
  if (droplet.status !== 'off') throw wrongState(droplet, 'off')
  if (droplet.size_slug === size && !disk) return
  try {
    await perform(client, dropletAction(droplet, { type: 'resize', size, disk }), call)
  } catch (error) {
    throw await explainedBy(error, (refusal) => explain(client, refusal, { droplet, size }, call))
  }
}

/** A refusal does not say whether it is the size, the droplet or the moment that does not fit. */
async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  { droplet, size }: { readonly droplet: DropletWire; readonly size: string },
  call: CallOptions,
): Promise<CloudError | undefined> {
  if (error.status !== 422) return undefined
  const map = (wire: SizeWire) => (wire.slug === size ? wire : undefined)
  const request = { name: 'sizes_list', path: '/sizes', key: 'sizes', map }
  const [wanted] = await list(client, request, call).toArray({ max: 1 })
  if (wanted === undefined) return missing(error, `size ${size}`)
  if (wanted.disk < droplet.disk || !wanted.regions.includes(droplet.region.slug)) return error
  if (!wanted.available) return changed(error, { code: 'capacity' })
  if (wanted.slug === droplet.size_slug && wanted.disk === droplet.disk) return error
  return conflicting(error)
}
