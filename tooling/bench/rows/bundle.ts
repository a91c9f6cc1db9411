import type { Contestant, Goal, Row } from '../row.ts'

type How = 'outside' | 'all'
const [request, pool] = ['undici, request', 'undici, its pool alone']

const ours = (cloud: string, how: How): Contestant => ({
  name: `@cloud/${cloud}`,
  role: 'ours',
  program: ['programs/bundle.ts', cloud, how],
})
const floor = (name: string, what: string): Contestant => ({
  name,
  role: 'floor',
  program: ['programs/bundle.ts', what, 'all'],
})
const peer = (name: string, client: string): Contestant => ({
  name,
  role: 'peer',
  program: ['peers/bundle.mjs', client],
})
const of = (against: string, most: number): Goal => ({ metric: 'minKiB', against, most })

interface Listing {
  readonly cloud: string
  readonly lists: string
  /** KiB that ours may be on top of undici, minified and then compressed. */
  readonly minKiB: number
  readonly gzKiB: number
  /** Names of peers and of their programs. */
  readonly peers: Readonly<Record<string, string>>
  readonly outside: readonly Goal[]
  readonly all: readonly Goal[]
}

/** What `request` of undici 8 was when the goals were set. */
const undiciKiB = 715

/**
 * The same program with undici outside, as it is where that is installed, and with all that it needs. Sizes are exact: once is enough. With undici
 * outside nothing is left of the floors.
 */
function bundles({ cloud, lists, minKiB, gzKiB, peers, outside, all }: Listing): readonly Row[] {
  const row = (id: string, how: How, more: string, goals: readonly Goal[]): Row => ({
    id: `${id}-${cloud}`,
    title: `a program that lists ${lists}, bundled by esbuild, ${more}`,
    unit: 'bundle',
    rounds: 1,
    contestants: [
      ours(cloud, how),
      ...(how === 'all' ? [floor(request, 'undici'), floor(pool, 'undici-pool')] : []),
      ...Object.entries(peers).map(([name, client]) => peer(name, client)),
    ],
    goals,
  })
  return [
    row('3', 'outside', 'undici outside', [
      { metric: 'minKiB', most: minKiB },
      { metric: 'gzKiB', most: gzKiB },
      ...outside,
    ]),
    row('4', 'all', 'with all it needs', [of(request, 1 + minKiB / undiciKiB), ...all]),
  ]
}

export const rows: readonly Row[] = [
  ...bundles({
    cloud: 'ec2',
    lists: 'instances of EC2',
    minKiB: 45,
    gzKiB: 15,
    peers: {
      aws4fetch: 'ec2-aws4fetch',
      'aws-lite': 'ec2-aws-lite',
      '@aws-sdk/client-ec2': 'ec2-aws-sdk',
      pkgcloud: 'ec2-pkgcloud',
    },
    outside: [of('aws-lite', 45 / 88), of('@aws-sdk/client-ec2', 1 / 30)],
    all: [of('@aws-sdk/client-ec2', 0.55)],
  }),
  ...bundles({
    cloud: 'digitalocean',
    lists: 'droplets of DigitalOcean',
    minKiB: 25,
    gzKiB: 9,
    peers: { 'dots-wrapper': 'digitalocean-dots-wrapper' },
    outside: [of('dots-wrapper', 1 / 15)],
    all: [],
  }),
  ...bundles({
    cloud: 'gce',
    lists: 'instances of Compute Engine',
    minKiB: 30,
    gzKiB: 10,
    peers: { googleapis: 'gce-googleapis', '@google-cloud/compute': 'gce-google-compute' },
    outside: [of('googleapis', 1 / 400)],
    all: [],
  }),
  ...bundles({
    cloud: 's3',
    lists: 'objects of S3',
    minKiB: 45,
    gzKiB: 15,
    peers: {
      aws4fetch: 's3-aws4fetch',
      'aws-lite': 's3-aws-lite',
      '@aws-sdk/client-s3': 's3-aws-sdk',
      minio: 's3-minio',
      '@google-cloud/storage': 's3-google-storage',
    },
    outside: [of('@aws-sdk/client-s3', 1 / 12), of('minio', 1 / 12)],
    all: [],
  }),
]
