import { shownOperation } from './changes.ts'
import type { Gce } from './cloud.ts'
import type { Json, Wire } from './json.ts'
import { aggregatedList, list } from './listing.ts'
import { type Call, type Operations, operation } from './operation.ts'
import type { PendingOperation } from './operation-log.ts'
import { notFound } from './refusal.ts'

/** How long the API lets a client wait in one request. */
const longestWaitMs = 120_000

function existing(cloud: Gce, { place, path }: Call): PendingOperation {
  const { scope } = place
  const name = path.operation ?? ''
  const found = cloud.operations.find(scope, name)
  if (!found) throw notFound(`projects/${cloud.project}/${scope}/operations/${name}`)
  return found
}

const get = operation((cloud, call) => shownOperation(cloud, existing(cloud, call)))

const listOwn = operation((cloud, call) => {
  const own = cloud.operations.list().filter(({ scope }) => scope === call.place.scope)
  return list(
    cloud,
    call,
    own.map((one) => wireOf(cloud, one)),
  )
})

const wireOf = (cloud: Gce, one: PendingOperation): Wire => shownOperation(cloud, one) as Wire

const remove = operation((cloud, call) => {
  cloud.operations.remove(existing(cloud, call))
  return undefined
})

/** Answers when the operation has ended, or with what it is after two minutes. */
const wait = operation(async (cloud, call): Promise<Json> => {
  const found = existing(cloud, call)
  if (found.endedAt === undefined) await endOf(cloud, found)
  return shownOperation(cloud, found)
})

/** Resolves at the end, or when a client has waited for as long as it may. */
const endOf = ({ centre }: Gce, { ended }: PendingOperation): Promise<void> =>
  new Promise((resolve) => {
    const cancel = centre.clock.after(longestWaitMs, resolve)
    void ended.then(() => {
      cancel()
      resolve()
    })
  })

export const operationResources: Operations<`compute.${'zone' | 'region' | 'global'}Operations.${string}`> = {
  'compute.zoneOperations.get': get,
  'compute.zoneOperations.list': listOwn,
  'compute.zoneOperations.delete': remove,
  'compute.zoneOperations.wait': wait,
  'compute.regionOperations.get': get,
  'compute.regionOperations.list': listOwn,
  'compute.regionOperations.delete': remove,
  'compute.regionOperations.wait': wait,
  'compute.globalOperations.get': get,
  'compute.globalOperations.list': listOwn,
  'compute.globalOperations.delete': remove,
  'compute.globalOperations.wait': wait,

  'compute.globalOperations.aggregatedList': operation((cloud, call) => {
    const all = cloud.operations.list().map((one) => ({ scope: one.scope, wire: wireOf(cloud, one) }))
    return aggregatedList(cloud, call, ['global', 'region', 'zone'], all)
  }),
}
