// Small signed calls of a client that is not ours: `request.mjs CLIENT WIDTH`, so many at a time.
import { access } from '../programs/content.ts'
import { measured, server, times } from '../programs/measured.ts'

const [client, width] = process.argv.slice(2)
const { endpoint } = server
const form = 'Action=DescribeAvailabilityZones&Version=2016-11-15'
const { accessKeyId, secretAccessKey } = access.credentials

const clients = {
  'aws-sdk': async () => {
    const { DescribeAvailabilityZonesCommand, EC2Client } = await import('@aws-sdk/client-ec2')
    const ec2 = new EC2Client({ ...access, endpoint, requestHandler: { httpAgent: { maxSockets: 64 } } })
    return () => ec2.send(new DescribeAvailabilityZonesCommand({}))
  },
  'aws-lite': async () => {
    const { default: awsLite } = await import('@aws-lite/client')
    const { hostname, port } = new URL(endpoint)
    const where = { protocol: 'http', host: hostname, port: Number(port), region: access.region }
    const ec2 = await awsLite({ accessKeyId, secretAccessKey, ...where, plugins: [] })
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    return () => ec2({ service: 'ec2', path: '/', method: 'POST', headers, payload: form })
  },
  aws4fetch: async () => {
    const { AwsClient } = await import('aws4fetch')
    const aws = new AwsClient({ accessKeyId, secretAccessKey, region: access.region, service: 'ec2' })
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    return async () => (await aws.fetch(endpoint, { method: 'POST', headers, body: form })).text()
  },
}

const call = await clients[client]()
await times(1000, Number(width), call)
await measured(3000, () => times(3000, Number(width), call))
