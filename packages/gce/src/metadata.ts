import type { CallOptions } from '@cloud/core'
import { beforeWrite } from '@cloud/core/driver'
import { change, type GceClient, read } from './client.ts'
import { guarded } from './fingerprint.ts'
import { getInstance, instancePath } from './get-node.ts'
import type { Place } from './ids.ts'
import type { MetadataWire } from './nodes-wire.ts'

/** Items of metadata by their keys. */
export type Items = Readonly<Record<string, string>>

/** Where metadata is kept: with a node, or with the project, for all of its nodes. */
export type Keeper = { readonly node: Place } | 'project'

interface ProjectWire {
  readonly commonInstanceMetadata?: MetadataWire
}

export async function metadataOf(
  client: GceClient,
  keeper: Keeper,
  call: CallOptions,
): Promise<MetadataWire> {
  if (keeper !== 'project') return (await getInstance(client, keeper.node, call)).metadata ?? {}
  const project = await read<ProjectWire>(client, { name: 'compute.projects.get', path: [] }, call)
  return project.commonInstanceMetadata ?? {}
}

export const itemsOf = ({ items = [] }: MetadataWire): Items =>
  Object.fromEntries(items.map(({ key, value = '' }) => [key, value]))

/**
 * Metadata is replaced whole; its fingerprint sees to it that nobody else's change is lost. `next` gives undefined where nothing is to change.
 * https://cloud.google.com/compute/docs/metadata/setting-custom-metadata
 */
export async function changeMetadata(
  client: GceClient,
  keeper: Keeper,
  next: (items: Items) => Items | undefined,
  call: CallOptions,
): Promise<void> {
  const work = async (left: CallOptions) => {
    const wire = await beforeWrite(metadataOf(client, keeper, left))
    const wanted = next(itemsOf(wire))
    if (wanted === undefined) return
    const items = Object.entries(wanted).map(([key, value]) => ({ key, value }))
    const body = { items, fingerprint: wire.fingerprint }
    await change(client, { ...methodOf(keeper), body }, left)
  }
  await guarded(work, call)
}

function methodOf(keeper: Keeper): { readonly name: string; readonly path: readonly string[] } {
  if (keeper === 'project')
    return { name: 'compute.projects.setCommonInstanceMetadata', path: ['setCommonInstanceMetadata'] }
  return { name: 'compute.instances.setMetadata', path: [...instancePath(keeper.node), 'setMetadata'] }
}
