import type { Contestant, Row } from '../row.ts'

const signed = 'undici, signed by hand'
const call = (
  name: string,
  role: Contestant['role'],
  program: string,
  who: string,
  width: number,
): Contestant => ({
  name,
  role,
  program: [program, who, String(width)],
})

const row = (width: number, most: Readonly<Record<string, number>>): Row => ({
  id: `10-${width}`,
  title: `one small signed call, ${width} at a time`,
  unit: 'call',
  scale: 'us',
  server: ['servers/lists.ts', '0'],
  contestants: [
    call('@cloud/ec2', 'ours', 'programs/request.ts', 'ours', width),
    call(signed, 'floor', 'programs/request.ts', 'signed', width),
    call('undici, unsigned', 'floor', 'programs/request.ts', 'unsigned', width),
    ...['aws-sdk', 'aws-lite', 'aws4fetch'].map((name) =>
      call(name, 'peer', 'peers/request.mjs', name, width),
    ),
  ],
  goals: [[signed, 1.3] as const, ...Object.entries(most)].map(([against, most]) => ({
    metric: 'cpu',
    against,
    most,
  })),
})

export const rows: readonly Row[] = [
  row(1, { 'aws-sdk': 1 / 2, 'aws-lite': 3 / 4, aws4fetch: 1 / 3 }),
  row(64, { 'aws-sdk': 1 / 3.5, 'aws-lite': 1 / 2, aws4fetch: 1 / 3 }),
  {
    id: '11',
    title: 'one SigV4 signature of a small form',
    unit: 'signature',
    scale: 'us',
    contestants: [
      { name: '@cloud/core', role: 'ours', program: ['programs/sign.ts', 'ours'] },
      { name: 'the hashes alone', role: 'floor', program: ['programs/sign.ts', 'floor'] },
      { name: 'aws4', role: 'peer', program: ['peers/sign.mjs', 'aws4'] },
      { name: '@smithy/signature-v4', role: 'peer', program: ['peers/sign.mjs', 'smithy'] },
      { name: 'aws4fetch', role: 'peer', program: ['peers/sign.mjs', 'aws4fetch'] },
    ],
    goals: [
      { metric: 'cpu', against: 'the hashes alone', most: 1.3 },
      { metric: 'cpu', against: 'aws4', most: 1 / 1.25 },
      { metric: 'cpu', against: '@smithy/signature-v4', most: 1 / 3 },
      { metric: 'cpu', against: 'aws4fetch', most: 1 / 9 },
    ],
  },
]
