import {
  type AssociatedKind,
  associatedKinds,
  type Destruction,
  findAssociated,
  newDestruction,
  run,
  type Target,
} from './associated-resource.ts'
import { type DigitalOcean, numberOf, timeText } from './cloud.ts'
import { type Droplet, existingDroplet } from './droplet.ts'
import { type Json, type Operations, operation } from './operation.ts'
import { badRequest, notFound, Refusal, unprocessable } from './refusal.ts'

type Selection = { readonly [Kind in AssociatedKind]?: readonly string[] }

export const associatedResources: Operations<`droplets_${'list_a' | 'get_DestroyA' | 'destroy_withA' | 'destroy_retryWithA'}ssociatedResources${string}`> =
  {
    droplets_list_associatedResources: operation((cloud, { path }) =>
      Object.fromEntries(
        findAssociated(cloud, existingDroplet(cloud, path.droplet_id)).map(({ kind, resources }) => [
          kind,
          resources.map(({ id, name, cost }) => ({ id, name, cost: cost.toFixed(2) })),
        ]),
      ),
    ),

    droplets_destroy_withAssociatedResourcesSelective: operation<Selection | undefined>(
      (cloud, { path, body = {} }) => {
        const droplet = existingDroplet(cloud, path.droplet_id)
        return begin(cloud, droplet, select(targetsOf(cloud, droplet), body))
      },
    ),

    droplets_destroy_withAssociatedResourcesDangerous: operation((cloud, { path, headers }) => {
      if (headers['x-dangerous'] !== 'true') throw badRequest('The header X-Dangerous must be true.')
      const droplet = existingDroplet(cloud, path.droplet_id)
      return begin(cloud, droplet, targetsOf(cloud, droplet))
    }),

    droplets_destroy_retryWithAssociatedResources: operation((cloud, { path }) => {
      const destruction = lastOf(cloud, path.droplet_id)
      if (destruction.completedAt === undefined)
        throw new Refusal('conflict', 'The destruction is under way.')
      if (!destruction.targets.some(isLeft)) throw new Refusal('conflict', 'Nothing is left to be destroyed.')
      run(cloud, destruction)
      return undefined
    }),

    droplets_get_DestroyAssociatedResourcesStatus: operation((cloud, { path }) =>
      statusWire(lastOf(cloud, path.droplet_id)),
    ),
  }

function begin(cloud: DigitalOcean, droplet: Droplet, targets: readonly Target[]): undefined {
  const before = cloud.destructions.get(droplet.id)
  if (before && before.completedAt === undefined)
    throw new Refusal('conflict', 'The destruction is under way.')
  const destruction = newDestruction(cloud, droplet, targets)
  cloud.destructions.set(droplet.id, destruction)
  run(cloud, destruction)
}

const targetsOf = (cloud: DigitalOcean, droplet: Droplet): readonly Target[] =>
  findAssociated(cloud, droplet).flatMap(({ kind, resources }) =>
    resources.map((resource) => ({ kind, resource })),
  )

/** Throws a `Refusal` where what was selected does not go with the droplet. */
function select(targets: readonly Target[], selection: Selection): readonly Target[] {
  return (Object.keys(associatedKinds) as AssociatedKind[]).flatMap((kind) =>
    (selection[kind] ?? []).map((id) => {
      const target = targets.find((one) => one.kind === kind && one.resource.id === id)
      if (!target) throw unprocessable(`${kind} ${id} is not associated with this Droplet.`)
      return target
    }),
  )
}

function lastOf({ destructions }: DigitalOcean, id: string | undefined): Destruction {
  const destruction = destructions.get(numberOf(id))
  if (!destruction) throw notFound()
  return destruction
}

const isLeft = ({ destroyedAt }: Target) => destroyedAt === undefined

function statusWire({ targets, completedAt }: Destruction): Json {
  const of = (kind: Target['kind']) => targets.filter((target) => target.kind === kind).map(targetWire)
  return {
    droplet: of('droplet')[0],
    resources: Object.fromEntries(
      (Object.keys(associatedKinds) as AssociatedKind[]).map((kind) => [kind, of(kind)]),
    ),
    completed_at: completedAt === undefined ? undefined : timeText(completedAt),
    failures: targets.filter(({ problem }) => problem !== undefined).length,
  }
}

const targetWire = ({ resource: { id, name }, destroyedAt, problem }: Target): Json => ({
  id,
  name,
  destroyed_at: destroyedAt === undefined ? undefined : timeText(destroyedAt),
  error_message: problem,
})
