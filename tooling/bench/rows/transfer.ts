import type { Contestant, Goal, Row } from '../row.ts'

/** `BENCH_MIB` in the environment: 10,240 shows what is promised of 10 GiB. */
const mebibytes = process.env.BENCH_MIB ?? '512'

const ours = (way: string): Contestant => ({
  name: '@cloud/s3',
  role: 'ours',
  program: ['programs/transfer.ts', way, mebibytes],
})
const floor = (name: string, way: string): Contestant => ({
  name,
  role: 'floor',
  program: ['programs/transfer-floor.ts', way, mebibytes],
})
const peer = (name: string, client: string, way: string): Contestant => ({
  name,
  role: 'peer',
  program: ['peers/transfer.mjs', client, way, mebibytes],
})
const goal = (against: string, most: number, metric: Goal['metric'] = 'cpu'): Goal => ({
  metric,
  against,
  most,
})

const single = 'undici, one stream with CRC32'
const parts = 'undici, parts with CRC32'
const sdk = '@aws-sdk/lib-storage'
/** What is promised of 4 parts of 8 MiB. */
const growth: Goal = { metric: 'growthMiB', most: 128 }

const inParts = (id: string, title: string, ...server: [string, ...string[]]): Row => ({
  id,
  title,
  unit: 'GiB',
  scale: 's',
  server,
  contestants: [
    ours('upload'),
    floor(parts, 'upload'),
    peer(sdk, 'aws-sdk', 'upload'),
    peer('minio', 'minio', 'upload'),
  ],
  goals: [
    goal(parts, 1.2),
    goal(parts, 1.1, 'peakMiB'),
    growth,
    goal(sdk, 0.65),
    goal('minio', 0.7),
    goal(sdk, 1 / 1.4, 'wall'),
    goal('minio', 1 / 1.4, 'wall'),
  ],
})

export const rows: readonly Row[] = [
  {
    id: '12',
    title: `${mebibytes} MiB of known length up in one request, with a CRC32`,
    unit: 'GiB',
    scale: 's',
    server: ['servers/store.ts'],
    contestants: [
      ours('put'),
      floor(single, 'put'),
      peer(sdk, 'aws-sdk', 'put'),
      peer('minio', 'minio', 'put'),
      peer('@google-cloud/storage', 'google-cloud', 'put'),
    ],
    goals: [goal(single, 1.25), goal(sdk, 1 / 3), goal('minio', 1 / 3), goal('@google-cloud/storage', 1.25)],
  },
  inParts('13', `${mebibytes} MiB up from a stream, 4 parts of 8 MiB at a time`, 'servers/store.ts'),
  inParts('13-tls', `the same over TLS`, 'servers/store.ts', 'tls'),
  {
    id: '14',
    title: `${mebibytes} MiB down`,
    unit: 'GiB',
    scale: 's',
    server: ['servers/store.ts'],
    contestants: [
      ours('get'),
      floor('undici with CRC32', 'get-summed'),
      floor('undici', 'get'),
      peer('@aws-sdk/client-s3', 'aws-sdk', 'get'),
      peer('minio', 'minio', 'get'),
      peer('@google-cloud/storage', 'google-cloud', 'get'),
      peer('aws-lite', 'aws-lite', 'get'),
    ],
    goals: [
      goal('undici with CRC32', 1.08),
      growth,
      goal('@aws-sdk/client-s3', 1),
      goal('minio', 1),
      goal('@google-cloud/storage', 0.65),
      goal('aws-lite', 1.1),
    ],
  },
]
