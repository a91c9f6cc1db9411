import type { Row } from '../row.ts'

const floor = 'undici, unsigned'
const peers = ['aws-lite', 'minio', 'aws-sdk'] as const

export const rows: readonly Row[] = [
  {
    id: '15',
    title: '10,000 objects of 4 KiB up, 64 at a time',
    unit: 'object',
    scale: 'us',
    server: ['servers/store.ts'],
    contestants: [
      { name: '@cloud/s3', role: 'ours', program: ['programs/small-objects.ts', 'ours'] },
      { name: floor, role: 'floor', program: ['programs/small-objects.ts', 'floor'] },
      ...peers.map((name) => ({ name, role: 'peer', program: ['peers/small-objects.mjs', name] }) as const),
    ],
    goals: [
      { metric: 'cpu', against: floor, most: 2 },
      { metric: 'cpu', against: 'aws-lite', most: 0.55 },
      { metric: 'cpu', against: 'minio', most: 0.55 },
      { metric: 'cpu', against: 'aws-sdk', most: 1 / 4.5 },
      { metric: 'wall', against: 'minio', most: 1 / 1.8 },
      { metric: 'wall', against: 'aws-sdk', most: 1 / 3.5 },
    ],
  },
]
