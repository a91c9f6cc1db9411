// What a program does before it does anything, with a client that is not ours: `start.mjs CLIENT` imports and constructs it, and with `answer` waits for a
// first answer of a server.
const [what, wants] = process.argv.slice(2)
const { endpoint = 'https://localhost' } = JSON.parse(process.env.BENCH_SERVER ?? '{}')
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-bench' }
const region = 'eu-west-1'

const all = {
  'ec2-aws-sdk': async () => {
    const { DescribeAvailabilityZonesCommand, EC2Client } = await import('@aws-sdk/client-ec2')
    const ec2 = new EC2Client({ region, credentials, endpoint })
    return () => ec2.send(new DescribeAvailabilityZonesCommand({}))
  },
  'ec2-aws-lite': async () => {
    const { default: awsLite } = await import('@aws-lite/client')
    const { hostname, port } = new URL(endpoint)
    const where = { protocol: 'http', host: hostname, port: Number(port), region }
    const ec2 = await awsLite({ ...credentials, ...where, plugins: [] })
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    const payload = 'Action=DescribeAvailabilityZones&Version=2016-11-15'
    return () => ec2({ service: 'ec2', path: '/', method: 'POST', headers, payload })
  },
  'ec2-pkgcloud': async () => {
    process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
    const { default: pkgcloud } = await import('pkgcloud')
    pkgcloud.compute.createClient({ provider: 'amazon', keyId: 'a', key: 'b', region })
  },
  's3-aws-sdk': async () => {
    const { S3Client } = await import('@aws-sdk/client-s3')
    new S3Client({ region, credentials })
  },
  's3-minio': async () => {
    const { Client } = await import('minio')
    new Client({ endPoint: 'localhost', accessKey: 'a', secretKey: 'b' })
  },
  'digitalocean-dots-wrapper': async () => {
    const { createApiClient } = await import('dots-wrapper')
    createApiClient({ token: 'token-of-the-bench' })
  },
  'gce-googleapis': async () => {
    const { google } = await import('googleapis')
    google.compute('v1')
  },
  'gce-google-compute': async () => {
    const { InstancesClient } = await import('@google-cloud/compute')
    new InstancesClient({ fallback: true })
  },
}

const call = await all[what]()
if (wants) {
  await call()
  process.exit(0)
}
