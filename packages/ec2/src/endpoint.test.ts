import { EC2Client } from '@aws-sdk/client-ec2'
import type { HttpRequest } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { compute } from './compute.ts'

/** Regions of every partition; of the last two AWS's SDK knows no more than the form. */
const regions = [
  ...[
    'us-east-1',
    'us-west-2',
    'af-south-1',
    'ap-northeast-1',
    'ap-southeast-7',
    'ca-west-1',
    'eu-central-2',
  ],
  ...['il-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1', 'cn-north-1', 'cn-northwest-1'],
  ...['us-gov-east-1', 'us-gov-west-1', 'eusc-de-east-1', 'us-iso-east-1', 'us-iso-west-1'],
  ...['us-isob-east-1', 'us-isob-west-1', 'eu-isoe-west-1', 'us-isof-east-1', 'us-isof-south-1'],
  ...['eu-east-9', 'cn-south-1'],
]
const both = [false, true]
const places = regions.flatMap((region) =>
  both.flatMap((fips) => both.map((dualStack) => ({ region, fips, dualStack }))),
)

/** Where a first request goes, and for which region it is signed. */
async function sentBy(options: Parameters<typeof compute>[0]) {
  let sent: HttpRequest | undefined
  const send = async (request: HttpRequest) => {
    sent = request
    throw new Error('sent nowhere')
  }
  const driver = compute({
    ...options,
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    transport: { send, close: async () => {} },
    retry: { attempts: 1 },
  })
  await driver
    .listKeyPairs()
    .toArray()
    .catch(() => {})
  return { origin: sent?.origin, scope: sent?.headers.authorization?.split('/').slice(2, 4) }
}

describe("EC2's hosts", () => {
  const { config } = new EC2Client({ region: 'eu-west-1' })

  it.each(places)('are those of AWS’s SDK in $region, FIPS $fips, dual stack $dualStack', async (place) => {
    const { region, fips, dualStack } = place
    const rules = { Region: region, UseFIPS: fips, UseDualStack: dualStack }
    const { origin } = config.endpointProvider(rules, {}).url
    const options = { region, useFipsEndpoint: fips, useDualstackEndpoint: dualStack }
    expect(await sentBy(options)).toEqual({ origin, scope: [region, 'ec2'] })
  })
})
