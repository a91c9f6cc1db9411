import type { Gce } from './cloud.ts'
import { setSize } from './instance-group-managers.ts'
import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, updateOf } from './kind.ts'
import { linkTo } from './links.ts'
import type { Call, Operation, Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { inUse, invalidField, requiredField } from './refusal.ts'
import { existingAt, resourcesOf } from './store.ts'

const kind: Kind = {
  collection: 'autoscalers',
  required: ['target', 'autoscalingPolicy'],
  links: { target: ['instanceGroupManagers'] },
  defaults: () => ({ status: 'ACTIVE' }),
  check: (cloud, wire, { place }) => {
    const { minNumReplicas = 0, maxNumReplicas } = wire.autoscalingPolicy as Wire
    if (maxNumReplicas === undefined) throw requiredField('autoscalingPolicy.maxNumReplicas')
    if (Number(minNumReplicas) > Number(maxNumReplicas))
      throw invalidField(
        'autoscalingPolicy.minNumReplicas',
        minNumReplicas,
        'Must not be more than maxNumReplicas.',
      )
    const other = resourcesOf(cloud, 'autoscalers', place.scope).find(
      (one) => one.wire.target === wire.target && one.name !== (place.name || wire.name),
    )
    if (other && place.name !== other.name)
      throw inUse('instance_group_manager', String(wire.target).replace(linkTo(''), ''), other.path)
  },
}

/** No load is measured: an autoscaler keeps its group between its bounds, and nothing more. */
function keep(cloud: Gce, call: Call): void {
  const body = (call.body ?? {}) as Wire
  const name = String(call.place.name || (body.name ?? call.query.autoscaler ?? ''))
  const scaler = resourcesOf(cloud, 'autoscalers', call.place.scope).find((one) => one.name === name)
  if (!scaler) return
  const manager = existingAt(cloud, String(scaler.wire.target).replace(linkTo(''), ''))
  const { minNumReplicas = 0, maxNumReplicas = 0, mode } = scaler.wire.autoscalingPolicy as Wire
  const size = Number(manager.wire.targetSize)
  const bounded = Math.min(Math.max(size, Number(minNumReplicas)), Number(maxNumReplicas))
  scaler.wire.recommendedSize = bounded
  if (mode !== 'OFF' && bounded !== size) setSize(cloud, call, manager, bounded)
}

const kept =
  (change: Operation): Operation =>
  (cloud, call) => {
    const answer = change(cloud, call)
    keep(cloud, call)
    return answer
  }

/** Changes name their autoscaler in the query, or in the body. */
const named =
  (change: Operation): Operation =>
  (cloud, call) => {
    const body = (call.body ?? {}) as Wire
    const name = String(call.query.autoscaler ?? body.name ?? '')
    return change(cloud, { ...call, place: { ...call.place, name } })
  }

export const autoscalers: Operations<`compute.autoscalers.${string}`> = {
  'compute.autoscalers.aggregatedList': listEverywhere('zone'),
  'compute.autoscalers.delete': deleteOf(kind),
  'compute.autoscalers.get': getOne,
  'compute.autoscalers.insert': kept(insertOf(kind)),
  'compute.autoscalers.list': listAll,
  'compute.autoscalers.patch': named(kept(patchOf(kind))),
  'compute.autoscalers.update': named(kept(updateOf(kind))),
}
