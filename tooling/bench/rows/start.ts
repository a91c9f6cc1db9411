import type { Contestant, Goal, Row } from '../row.ts'

const [bare, https] = ['bare node', 'node:https and an Agent']
const floor = (name: string, what: string, ...more: string[]): Contestant => ({
  name,
  role: 'floor',
  program: ['programs/start.mjs', what, ...more],
  whole: true,
})
const ours = (cloud: string, ...more: string[]): Contestant => ({
  name: `@cloud/${cloud}`,
  role: 'ours',
  program: ['programs/start.mjs', cloud, ...more],
  whole: true,
})
const peer = (name: string, what: string, ...more: string[]): Contestant => ({
  name,
  role: 'peer',
  program: name === 'libcloud' ? ['peers/nodes.py', 'start', what] : ['peers/start.mjs', what, ...more],
  whole: true,
})
const wall = (against: string, most: number): Goal => ({ metric: 'wall', against, most })

/** Of each peer its program, and what ours may take of its time. */
const start = (
  cloud: string,
  peers: Readonly<Record<string, readonly [what: string, most: number]>>,
): Row => ({
  id: `1-${cloud}`,
  title: `node starts, imports and constructs a driver of ${cloud}, and ends`,
  unit: 'start',
  rounds: 7,
  contestants: [
    ours(cloud),
    floor(https, 'https'),
    floor(bare, 'bare'),
    ...Object.entries(peers).map(([name, [what]]) => peer(name, what)),
  ],
  goals: [
    wall(https, 1.15),
    // 12 MiB more than the 41 of an empty program.
    { metric: 'peakMiB', against: bare, most: 53 / 41 },
    ...Object.entries(peers).map(([name, [, most]]) => wall(name, most)),
  ],
})

export const rows: readonly Row[] = [
  start('ec2', {
    'aws-lite': ['ec2-aws-lite', 1.15],
    '@aws-sdk/client-ec2': ['ec2-aws-sdk', 1 / 5.5],
    pkgcloud: ['ec2-pkgcloud', 1],
    libcloud: ['ec2', 1 / 4.5],
  }),
  start('s3', { '@aws-sdk/client-s3': ['s3-aws-sdk', 1 / 2.2], minio: ['s3-minio', 1 / 2.9] }),
  start('digitalocean', {
    'dots-wrapper': ['digitalocean-dots-wrapper', 1 / 3.5],
    libcloud: ['digitalocean', 1 / 4.5],
  }),
  // Libcloud's driver of Compute Engine asks for zones and regions when it is constructed.
  start('gce', {
    googleapis: ['gce-googleapis', 1 / 14],
    '@google-cloud/compute': ['gce-google-compute', 1 / 30],
  }),
  {
    id: '2',
    title: 'node starts, imports, constructs and has a first signed answer of EC2',
    unit: 'start',
    rounds: 7,
    server: ['servers/lists.ts', '0'],
    contestants: [
      ours('ec2', 'answer'),
      floor('undici', 'undici', 'answer'),
      peer('@aws-sdk/client-ec2', 'ec2-aws-sdk', 'answer'),
      peer('aws-lite', 'ec2-aws-lite', 'answer'),
    ],
    goals: [wall('undici', 1.15), wall('@aws-sdk/client-ec2', 1 / 2.3)],
  },
]
