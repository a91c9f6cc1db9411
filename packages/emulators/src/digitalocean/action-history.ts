import { actionWire, existingAction } from './action-wire.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'

export const actionHistory: Operations<`actions_${string}`> = {
  actions_list: operation((cloud, call) =>
    page(cloud, call, 'actions', cloud.actions.list(), (action) => actionWire(cloud, action)),
  ),

  actions_get: operation((cloud, { path }) => ({
    action: actionWire(cloud, existingAction(cloud, path.action_id)),
  })),
}
