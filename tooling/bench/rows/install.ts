import type { Contestant, Goal, Row } from '../row.ts'

const ours = (...names: string[]): Contestant => ({
  name: names[0] ?? '',
  role: 'ours',
  program: ['programs/install.ts', ...names],
})
const undici: Contestant = { name: 'undici', role: 'floor', program: ['programs/install.ts', 'undici'] }
const peer = (...names: string[]): Contestant => ({
  name: names.join(' and '),
  role: 'peer',
  program: ['peers/install.mjs', ...names],
})
const of = (against: string, most: number): Goal => ({ metric: 'MiB', against, most })

/** What a driver brings, itself and core included, beside peers. Sizes are exact: once is enough. */
const install = (cloud: string, peers: readonly Contestant[], goals: readonly Goal[]): Row => ({
  id: `5-${cloud}`,
  title: `what installing a driver of ${cloud} brings`,
  unit: 'install',
  rounds: 1,
  contestants: [ours(`@cloud/${cloud}`, '@cloud/core'), undici, ...peers],
  goals: [{ metric: 'packages', most: 4 }, { metric: 'MiB', most: 3 }, ...goals],
})

const ssh2: Contestant = { name: 'ssh2', role: 'floor', program: ['programs/install.ts', 'ssh2'] }

export const rows: readonly Row[] = [
  install(
    'ec2',
    [peer('@aws-lite/client'), peer('@aws-sdk/client-ec2'), peer('pkgcloud')],
    [of('@aws-sdk/client-ec2', 1 / 8)],
  ),
  install('digitalocean', [peer('dots-wrapper')], []),
  install(
    'gce',
    [peer('googleapis'), peer('@google-cloud/compute')],
    [of('@google-cloud/compute', 1 / 40), of('googleapis', 1 / 80)],
  ),
  install(
    's3',
    [
      peer('aws4fetch'),
      peer('@aws-lite/client', '@aws-lite/s3'),
      peer('minio'),
      peer('@aws-sdk/client-s3', '@aws-sdk/lib-storage'),
      peer('@google-cloud/storage'),
    ],
    [],
  ),
  {
    id: '5-ssh',
    title: 'what installing a driver of ec2 with SSH brings',
    unit: 'install',
    rounds: 1,
    contestants: [ours('@cloud/ec2', '@cloud/core', '@cloud/ssh'), undici, ssh2],
    goals: [
      { metric: 'packages', most: 13 },
      { metric: 'MiB', most: 6 },
    ],
  },
]
