import type { Node } from '../contract/compute.ts'
import { isCloudError } from '../errors.ts'
import type { Companion } from './companion.ts'
import type { Course } from './course.ts'
import type { Begun, DeployNode } from './deploy-node.ts'
import { deploymentTag } from './journal.ts'
import type { Asked } from './ledger.ts'

/** Makes what the caller wants beside the node, and gives it to the node. */
export async function makeCompanions<N extends Node>(
  { companions = [], journal }: Pick<DeployNode, 'companions' | 'journal'>,
  node: N,
  course: Course<N>,
  begun?: Begun<N>,
): Promise<void> {
  if (companions.length === 0) return
  const { begin, tell, within, note, progress } = course
  begin('companions')
  const tags = journal ? { [deploymentTag]: course.id } : {}
  for (const [place, companion] of companions.entries()) {
    const request = { node, idempotencyKey: `${course.id}-${place}`, tags }
    const again: Asked['again'] = companion.repeatable ? (left) => companion.create(request, left) : undefined
    const asked: Asked = { companion, place, again, id: begun?.companions.get(place) }
    progress.asked.push(asked)
    const id = asked.id ?? (await make(asked, request, course))
    if (begun?.attached.has(place)) continue
    await within((left) => companion.attach(id, node, left))
    await note({ event: 'attached', place })
  }
  tell('done')
}

async function make<N extends Node>(
  asked: Asked,
  request: Parameters<Companion['create']>[0],
  { within, note, progress }: Course<N>,
): Promise<string> {
  const { companion, place } = asked
  const { kind, name } = companion
  try {
    await note({ event: 'request', kind, name, place })
    const { id } = await within((left) => companion.create(request, left))
    asked.id = id
  } catch (error) {
    // What was surely not made is nobody's to remove.
    if (isCloudError(error) && error.outcome === 'not-applied') progress.asked.pop()
    throw error
  }
  await note({ event: 'created', kind, name, id: asked.id ?? '', place })
  return asked.id
}
