// One transfer of a client that is not ours. Arguments: which client, `put`, `upload` or `get`, and MiB.
import { Readable } from 'node:stream'
import { access, content, drained, partBytes, partsAtOnce } from '../programs/content.ts'
import { measured, server } from '../programs/measured.ts'

const [client, way, size] = process.argv.slice(2)
const { endpoint } = server
const to = { Bucket: 'bench', Key: 'k' }
const bodyOf = (mebibytes) => Readable.from(content(mebibytes), { objectMode: false })
const bytesOf = (mebibytes) => mebibytes * 1024 * 1024

const clients = {
  'aws-sdk': async () => {
    const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    const { Upload } = await import('@aws-sdk/lib-storage')
    const s3 = new S3Client({ ...access, endpoint, forcePathStyle: true })
    const upload = (mebibytes) =>
      new Upload({
        client: s3,
        params: { ...to, Body: bodyOf(mebibytes) },
        partSize: partBytes,
        queueSize: partsAtOnce,
      }).done()
    const get = async (mebibytes) => {
      const asked = new GetObjectCommand({ Bucket: 'bench', Key: `size-${mebibytes}` })
      await drained((await s3.send(asked)).Body, mebibytes)
    }
    return { put: upload, upload, get }
  },
  minio: async () => {
    const { Client } = await import('minio')
    const { hostname, port, protocol } = new URL(endpoint)
    const { accessKeyId: accessKey, secretAccessKey: secretKey } = access.credentials
    const s3 = new Client({
      endPoint: hostname,
      port: Number(port),
      useSSL: protocol === 'https:',
      region: access.region,
      pathStyle: true,
      accessKey,
      secretKey,
      partSize: partBytes,
    })
    const upload = (mebibytes) => s3.putObject('bench', 'k', bodyOf(mebibytes), bytesOf(mebibytes))
    return {
      put: upload,
      upload,
      get: async (mebibytes) => drained(await s3.getObject('bench', `size-${mebibytes}`), mebibytes),
    }
  },
  'google-cloud': async () => {
    const { Storage } = await import('@google-cloud/storage')
    const { pipeline } = await import('node:stream/promises')
    const bucket = new Storage({ apiEndpoint: endpoint, projectId: 'bench' }).bucket('bench')
    return {
      put: (mebibytes) =>
        pipeline(
          bodyOf(mebibytes),
          bucket.file('k').createWriteStream({ resumable: true, validation: false }),
        ),
      get: (mebibytes) =>
        drained(bucket.file(`size-${mebibytes}`).createReadStream({ validation: false }), mebibytes),
    }
  },
  'aws-lite': async () => {
    const { default: awsLite } = await import('@aws-lite/client')
    const { protocol, hostname, port } = new URL(endpoint)
    const { S3 } = await awsLite({
      ...access.credentials,
      region: access.region,
      protocol: protocol.slice(0, -1),
      host: hostname,
      port: Number(port),
      plugins: [import('@aws-lite/s3')],
    })
    return {
      get: async (mebibytes) => {
        const asked = { Bucket: 'bench', Key: `size-${mebibytes}`, streamResponsePayload: true }
        await drained((await S3.GetObject(asked)).Body, mebibytes)
      },
    }
  },
}

const transfer = (await clients[client]())[way]
await transfer(64)
await measured(Number(size) / 1024, () => transfer(Number(size)))
