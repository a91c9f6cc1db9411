import type { Contestant, Goal, Row } from '../row.ts'

const goal = (against: string, most: number, metric: Goal['metric'] = 'cpu'): Goal => ({
  metric,
  against,
  most,
})
const ours = (cloud: string, count: number, ...how: string[]): Contestant => ({
  name: `@cloud/${cloud}`,
  role: 'ours',
  program: ['programs/list.ts', cloud, String(count), ...how],
})
const floor = (name: string, cloud: string, count: number, ...how: string[]): Contestant => ({
  name,
  role: 'floor',
  program: ['programs/list-floor.ts', cloud, String(count), ...how],
})
const peer = (name: string, client: string, count: number, ...how: string[]): Contestant => ({
  name,
  role: 'peer',
  program: ['peers/list.mjs', client, String(count), ...how],
})
const libcloud = (cloud: string, count: number): Contestant => ({
  name: 'libcloud',
  role: 'peer',
  program: ['peers/nodes.py', 'list', cloud, String(count)],
})

const bytes = 'undici, bytes only'
const scan = 'undici, one scan into objects'
const json = 'undici and JSON.parse'
const together = 'undici, pages after the first at once'
const sdk = '@aws-sdk/client-ec2'

const ec2 = (count: number, most: Readonly<Record<string, number>>): Row => ({
  id: `6-${count}`,
  title: `EC2 lists ${count} instances`,
  unit: 'listing',
  server: ['servers/lists.ts', String(count)],
  contestants: [
    ours('ec2', count),
    floor(scan, 'ec2', count, 'scan'),
    floor(bytes, 'ec2', count, 'bytes'),
    peer(sdk, 'aws-sdk', count),
    peer('aws-lite', 'aws-lite', count),
    libcloud('ec2', count),
  ],
  goals: [
    goal(scan, 1.3),
    ...Object.entries(most).map(([against, part]) => goal(against, part)),
    ...(count > 1000 ? [goal(scan, 1, 'peakMiB')] : []),
  ],
})

export const rows: readonly Row[] = [
  ec2(1000, { [sdk]: 1 / 3, libcloud: 1 / 3.5, 'aws-lite': 1 / 10 }),
  ec2(10_000, { [sdk]: 1 / 3.5, libcloud: 1 / 4.5, 'aws-lite': 1 / 10 }),
  {
    id: '6-first',
    title: 'EC2 lists 10,000 instances for the first time in a process',
    unit: 'listing',
    server: ['servers/lists.ts', '10000'],
    contestants: [
      ours('ec2', 10_000, 'first'),
      floor(scan, 'ec2', 10_000, 'scan', 'first'),
      peer('pkgcloud', 'pkgcloud', 10_000, 'first'),
    ],
    goals: [goal('pkgcloud', 1 / 15)],
  },
  {
    id: '7',
    title: 'EC2 lists 10,000 instances, each dropped after use',
    unit: 'listing',
    server: ['servers/lists.ts', '10000'],
    contestants: [
      ours('ec2', 10_000, 'drop'),
      floor(bytes, 'ec2', 10_000, 'bytes'),
      peer(sdk, 'aws-sdk', 10_000),
      libcloud('ec2', 10_000),
    ],
    goals: [goal(bytes, 1.5, 'peakMiB'), goal(sdk, 0.6, 'peakMiB'), goal('libcloud', 0.6, 'peakMiB')],
  },
  {
    id: '8',
    title: 'DigitalOcean lists 10,000 droplets',
    unit: 'listing',
    server: ['servers/lists.ts', '10000'],
    contestants: [
      ours('digitalocean', 10_000),
      floor(json, 'digitalocean', 10_000, 'json'),
      peer('dots-wrapper', 'dots-wrapper', 10_000),
      libcloud('digitalocean', 10_000),
    ],
    goals: [goal(json, 1.12), goal('dots-wrapper', 1), goal('libcloud', 1 / 3.5)],
  },
  {
    id: '8-away',
    title: 'DigitalOcean, whose answers come 50 ms late, lists 10,000 droplets',
    unit: 'listing',
    server: ['servers/lists.ts', '10000', '50'],
    contestants: [
      ours('digitalocean', 10_000),
      floor(json, 'digitalocean', 10_000, 'json'),
      floor(together, 'digitalocean', 10_000, 'together'),
      peer('dots-wrapper', 'dots-wrapper', 10_000),
      libcloud('digitalocean', 10_000),
    ],
    // They wait for one page after the other, and ours for four at a time.
    goals: [goal(json, 0.5, 'wall'), goal('dots-wrapper', 0.5, 'wall'), goal('libcloud', 0.5, 'wall')],
  },
  {
    id: '9',
    title: 'Compute Engine lists 10,000 instances',
    unit: 'listing',
    server: ['servers/lists.ts', '10000'],
    contestants: [
      ours('gce', 10_000),
      floor(json, 'gce', 10_000, 'json'),
      peer('googleapis', 'googleapis', 10_000),
      peer('@google-cloud/compute', 'google-compute', 10_000),
      libcloud('gce', 10_000),
    ],
    goals: [
      goal(json, 1.15),
      goal(json, 1.3, 'peakMiB'),
      goal('googleapis', 1),
      goal('@google-cloud/compute', 1 / 5.5),
      goal('@google-cloud/compute', 0.5, 'peakMiB'),
      goal('libcloud', 1 / 4),
    ],
  },
]
