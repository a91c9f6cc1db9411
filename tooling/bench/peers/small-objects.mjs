// 10,000 objects of 4 KiB, 64 at a time, of a client that is not ours.
import { Agent } from 'node:http'
import { access } from '../programs/content.ts'
import { measured, server, times } from '../programs/measured.ts'

const { endpoint } = server
const bytes = Buffer.alloc(4096, 'a small object, ')
const { hostname, port } = new URL(endpoint)
const { accessKeyId, secretAccessKey } = access.credentials

const clients = {
  'aws-sdk': async () => {
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    const requestHandler = { httpAgent: { maxSockets: 64 } }
    const s3 = new S3Client({ ...access, endpoint, forcePathStyle: true, requestHandler })
    return (index) => s3.send(new PutObjectCommand({ Bucket: 'bench', Key: `small/${index}`, Body: bytes }))
  },
  minio: async () => {
    const { Client } = await import('minio')
    const s3 = new Client({
      endPoint: hostname,
      port: Number(port),
      useSSL: false,
      region: access.region,
      pathStyle: true,
      accessKey: accessKeyId,
      secretKey: secretAccessKey,
      transportAgent: new Agent({ keepAlive: true, maxSockets: 64 }),
    })
    return (index) => s3.putObject('bench', `small/${index}`, bytes)
  },
  'aws-lite': async () => {
    const { default: awsLite } = await import('@aws-lite/client')
    const where = { protocol: 'http', host: hostname, port: Number(port), region: access.region }
    const { S3 } = await awsLite({ ...access.credentials, ...where, plugins: [import('@aws-lite/s3')] })
    return (index) => S3.PutObject({ Bucket: 'bench', Key: `small/${index}`, Body: bytes })
  },
}

const put = await clients[process.argv[2]]()
await times(1000, 64, put)
await measured(10_000, () => times(10_000, 64, put))
