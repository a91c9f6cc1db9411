import type { Action } from './action-log.ts'
import { type DigitalOcean, numberOf, timeText } from './cloud.ts'
import type { Json } from './operation.ts'
import { notFound } from './refusal.ts'
import { regionWire } from './region-catalogue.ts'

export function actionWire(cloud: DigitalOcean, action: Action): Json {
  const region = cloud.regions.find(({ slug }) => slug === action.region)
  return {
    id: action.id,
    status: action.status,
    type: action.type,
    started_at: timeText(action.startedAt),
    completed_at: action.completedAt === undefined ? null : timeText(action.completedAt),
    resource_id: action.resourceNumber ?? null,
    resource_type: action.resourceType,
    region: region && regionWire(region),
    region_slug: action.region ?? null,
  }
}

/** A link to an action, as the answers to creates have it. */
export const actionLink = ({ id }: Action, rel: string, origin: string): Json => ({
  id,
  rel,
  href: `${origin}/v2/actions/${id}`,
})

export function existingAction(
  cloud: DigitalOcean,
  id: string | undefined,
  which: (action: Action) => boolean = () => true,
): Action {
  const action = cloud.actions.get(numberOf(id))
  if (!action || !which(action)) throw notFound()
  return action
}

/** The actions of one resource. */
export const ofResource =
  (type: string, id: string | number) =>
  (action: Action): boolean =>
    action.resourceType === type && action.resourceId === String(id)
