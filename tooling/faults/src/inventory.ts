import type { Inventory } from '@cloud/emulators'

/** What exists: by kind and id, the fields that an effect could change. */
export type Things = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Kind, id and fields of one of them. */
export type Thing = readonly [kind: string, id: string, fields: object]

/** States that a cloud passes through by itself are taken for where they lead. */
const settled: Readonly<Record<string, string>> = {
  pending: 'running',
  stopping: 'stopped',
  'shutting-down': 'terminated',
  new: 'active',
  Starting: 'Running',
  Stopping: 'Stopped',
  PROVISIONING: 'RUNNING',
  STAGING: 'RUNNING',
  STOPPING: 'TERMINATED',
  SUSPENDING: 'SUSPENDED',
}

/** Everything that exists on all clouds, but for what comes and goes by itself. */
export function thingsOf(
  { nodes, keyPairs, digitalocean, cloudstack, gce, elb, s3, ...networks }: Inventory,
  seen: readonly Thing[] = [],
): Things {
  const things = new Map<string, Record<string, unknown>>()
  const add = (kind: string, id: string | number, { ...fields }: object) =>
    things.set(`${kind} ${id}`, fields)
  for (const { booted: _, hostKeys: __, publicIp: ___, privateIp: ____, ...node } of nodes)
    add('node', node.id, { ...node, state: settled[node.state] ?? node.state })
  for (const pair of keyPairs) add('keyPair', pair.id, pair)
  const { droplets, tags, ...others } = digitalocean
  for (const { booted: _, hostKeys: __, console: ___, ...droplet } of droplets)
    add('droplet', droplet.id, { ...droplet, status: settled[droplet.status] ?? droplet.status })
  for (const tag of tags) add('tag', tag, {})
  for (const [kind, all] of Object.entries(others))
    for (const one of all) add(singular(kind), 'address' in one ? one.address : one.id, one)
  for (const [kind, all] of Object.entries(networks)) for (const one of all) add(singular(kind), one.id, one)
  for (const [kind, id, fields] of stored(s3)) add(kind, id, fields)
  for (const [kind, id, fields] of onCloudStack(cloudstack)) add(kind, id, fields)
  for (const [kind, id, fields] of onComputeEngine(gce)) add(kind, id, fields)
  for (const [kind, id, fields] of onElb(elb)) add(kind, id, fields)
  for (const [kind, id, fields] of seen) add(kind, id, fields)
  return things
}

/** Jobs come with every call, and a machine's boot, keys and console by themselves. */
function onCloudStack({
  jobs: _,
  virtualMachines,
  securityGroups,
  ...others
}: Inventory['cloudstack']): readonly Thing[] {
  const machines = virtualMachines.map(
    ({ booted: _, hostKeys: __, console: ___, ip: ____, ...machine }): Thing => [
      'virtualMachine',
      machine.id,
      { ...machine, state: settled[machine.state] ?? machine.state },
    ],
  )
  // The account's own one is made where one is first needed.
  const groups = securityGroups.filter(({ name }) => name !== 'default')
  const rest = Object.entries({ ...others, securityGroups: groups }).flatMap(([kind, all]) =>
    all.map((one): Thing => [singular(kind), 'id' in one ? one.id : one.name, one]),
  )
  return [...machines, ...rest]
}

/** Operations come with every call, and a machine's boot, keys, addresses and console by themselves. */
function onComputeEngine({ instances, resources, metadata }: Inventory['gce']): readonly Thing[] {
  const machines = instances.map(({ id, status, machineType, labels, fields }): Thing => {
    const told = { ...fields, machineType, labels, status: settled[status] ?? status }
    return ['instance', id, unmarked(told)]
  })
  const rest = Object.entries(resources).flatMap(([kind, all]) =>
    all.map(({ id, fields }): Thing => [singular(kind), id, unmarked(fields)]),
  )
  return [...machines, ...rest, ['project', 'own', { metadata }]]
}

/** How members are changes by itself: here they are there, or not. */
function onElb({
  balancers,
  targetGroups,
  listeners,
  rules,
  classicMembers,
}: Inventory['elb']): readonly Thing[] {
  return [
    ...balancers.map(({ state: _, ...balancer }): Thing => {
      const members = Object.keys(classicMembers[balancer.id] ?? {})
      return ['balancer', balancer.id, { ...balancer, members }]
    }),
    ...targetGroups.map(
      ({ targets, ...group }): Thing => [
        'targetGroup',
        group.id,
        { ...group, targets: Object.keys(targets) },
      ],
    ),
    ...listeners.map((one): Thing => ['listener', one.id, one]),
    ...rules.map((one): Thing => ['rule', one.id, one]),
  ]
}

/** Fingerprints are new with each change, whatever it was; when something happened is told by its having happened. */
const unmarked = (fields: object): object =>
  JSON.parse(JSON.stringify(fields, (name, value) => (volatile.test(name) ? undefined : value)))

const volatile = /^(?:fingerprint|labelFingerprint|last\w+Timestamp)$/

/** When an object was written is told by its being there. */
const stored = ({ buckets }: Inventory['s3']): readonly Thing[] =>
  buckets.flatMap(({ objects, uploads, createdAt: _, ...bucket }): readonly Thing[] => [
    ['bucket', bucket.name, bucket],
    ...objects.map(
      ({ modifiedAt: _, ...one }): Thing => ['object', `${bucket.name}/${one.key}?${one.versionId}`, one],
    ),
    ...uploads.map((upload): Thing => ['upload', upload.id, upload]),
  ])

const singular = (kind: string) => kind.replace(/(?<=ss)es$|s$/, '')

/** One line for each thing that came (`+node`) or went (`-node`) and each field that changed (`~node.state`), in order. */
export function differences(before: Things, after: Things): readonly string[] {
  const kindOf = (key: string) => key.slice(0, key.indexOf(' '))
  const lines: string[] = []
  for (const [key, fields] of after) {
    const was = before.get(key)
    if (was === undefined) lines.push(`+${kindOf(key)}`)
    else for (const field of changedFields(was, fields)) lines.push(`~${kindOf(key)}.${field}`)
  }
  for (const key of before.keys()) if (!after.has(key)) lines.push(`-${kindOf(key)}`)
  return lines.sort()
}

function changedFields(
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
): string[] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...names].filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
}
