import { begin } from './changes.ts'
import type { Gce } from './cloud.ts'
import { healthWire } from './instance-health.ts'
import type { Json } from './json.ts'
import { deleteOf, insertOf, type Kind } from './kind.ts'
import { linkTo } from './links.ts'
import { type Call, type Operation, type Operations, operation } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField } from './refusal.ts'
import { regionOfScope } from './scope.ts'
import { readyTarget, referred } from './store.ts'
import { memberKey } from './target-pool-frontend.ts'

const kind: Kind = {
  collection: 'targetPools',
  links: { instances: ['instances'], healthChecks: ['httpHealthChecks'], backupPool: ['targetPools'] },
  defaults: () => ({ sessionAffinity: 'NONE' }),
  check: (_cloud, wire, { place }) => {
    const { failoverRatio, backupPool } = wire
    if (failoverRatio !== undefined && (Number(failoverRatio) < 0 || Number(failoverRatio) > 1))
      throw invalidField('failoverRatio', failoverRatio, 'Must be between 0 and 1.')
    if ((failoverRatio === undefined) !== (backupPool === undefined))
      throw invalidField('backupPool', backupPool ?? '', 'A backup pool and a failover ratio go together.')
    if (linksOf(wire.healthChecks).length > 1)
      throw invalidField('healthChecks', wire.healthChecks, 'A target pool has at most one health check.')
    for (const link of linksOf(wire.instances)) checkRegion(place.scope, link)
  },
}

const linksOf = (value: Json): readonly string[] => (value ?? []) as readonly string[]

function checkRegion(scope: string, link: string): void {
  const zone = /zones\/[^/]+/.exec(link)?.[0] ?? ''
  if (regionOfScope(zone) !== regionOfScope(scope))
    throw invalidField('instances', link, 'The instance is in another region than the target pool.')
}

/** Links that are added to a pool, or taken out of it; one that is there already, or is not there, changes nothing. */
function membersOf(
  field: 'instances' | 'healthChecks',
  member: 'instance' | 'healthCheck',
  collection: string,
  change: (links: readonly string[], given: readonly string[]) => readonly string[],
): Operation {
  return operation<Readonly<Record<string, readonly Readonly<Record<string, string>>[] | undefined>>>(
    (cloud, call) => {
      const pool = readyTarget(cloud, call)
      const given = (call.body[field] ?? []).map((one, index) =>
        linkTo(referred(cloud, `${field}[${index}].${member}`, one[member], collection).path),
      )
      if (field === 'instances') for (const link of given) checkRegion(pool.scope, link)
      const links = change(linksOf(pool.wire[field]), given)
      if (field === 'healthChecks' && links.length > 1)
        throw invalidField('healthChecks', links, 'A target pool has at most one health check.')
      return begin(cloud, call, pool, {
        finish: () => {
          const now = change(linksOf(pool.wire[field]), given)
          pool.wire[field] = now.length > 0 ? now : undefined
        },
      })
    },
  )
}

const together = (links: readonly string[], given: readonly string[]) => [...new Set([...links, ...given])]
const without = (links: readonly string[], given: readonly string[]) =>
  links.filter((link) => !given.includes(link))

const getHealth: Operation = operation<{ readonly instance?: string }>(
  (cloud: Gce, call: Call<{ readonly instance?: string }>): Json => {
    const pool = readyTarget(cloud, call)
    const instance = referred(cloud, 'instance', call.body.instance, 'instances')
    if (!linksOf(pool.wire.instances).includes(linkTo(instance.path)))
      throw invalidField('instance', call.body.instance, 'The instance is not in the target pool.')
    return {
      kind: 'compute#targetPoolInstanceHealth',
      healthStatus: [
        healthWire(cloud, instance, {}, cloud.centre.balancing.verdict(memberKey(pool, instance))),
      ],
    }
  },
)

export const targetPools: Operations<`compute.targetPools.${string}`> = {
  'compute.targetPools.addHealthCheck': membersOf(
    'healthChecks',
    'healthCheck',
    'httpHealthChecks',
    together,
  ),
  'compute.targetPools.addInstance': membersOf('instances', 'instance', 'instances', together),
  'compute.targetPools.aggregatedList': listEverywhere('region'),
  'compute.targetPools.delete': deleteOf(kind),
  'compute.targetPools.get': getOne,
  'compute.targetPools.getHealth': getHealth,
  'compute.targetPools.insert': insertOf(kind),
  'compute.targetPools.list': listAll,
  'compute.targetPools.removeHealthCheck': membersOf(
    'healthChecks',
    'healthCheck',
    'httpHealthChecks',
    without,
  ),
  'compute.targetPools.removeInstance': membersOf('instances', 'instance', 'instances', without),

  'compute.targetPools.setBackup': operation<{ readonly target?: string }>((cloud, call) => {
    const pool = readyTarget(cloud, call)
    const { target } = call.body
    const link = target ? linkTo(referred(cloud, 'target', target, 'targetPools').path) : undefined
    if (link === linkTo(pool.path))
      throw invalidField('target', target, 'A target pool is no backup of itself.')
    const failoverRatio = link ? Number(call.query.failoverRatio ?? 0) : undefined
    return begin(cloud, call, pool, {
      start: () => {
        Object.assign(pool.wire, { backupPool: link, failoverRatio })
      },
    })
  }),
}
