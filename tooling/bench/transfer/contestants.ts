import { Readable } from 'node:stream'
import { contentOf, upload } from '@cloud/core/storage'
import { storage } from '@cloud/s3'

/** What the server tells of itself. */
export interface Access {
  readonly region: string
  readonly endpoint: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly forcePathStyle: true
}

/** A client that stores so many MiB, and reads them again. */
export interface Contestant {
  readonly up: (key: string, mebibytes: number) => Promise<void>
  readonly down: (key: string) => AsyncIterable<Uint8Array>
}

const bucket = 'bench'
const partSize = 8 * 1024 * 1024
const concurrency = 4
const mebibyte = Buffer.alloc(1024 * 1024, 'content of a transfer, ')

async function* content(mebibytes: number): AsyncGenerator<Buffer, void, undefined> {
  for (let count = 0; count < mebibytes; count += 1) yield mebibyte
}

export const contestants: Readonly<Record<string, (access: Access) => Promise<Contestant>>> = {
  '@cloud/s3': async (access) => {
    const s3 = storage(access)
    return {
      up: async (key, mebibytes) => {
        const options = { partSizeBytes: partSize, concurrency }
        await upload(s3, { bucket, key }, content(mebibytes), options)
      },
      down: (key) => contentOf(s3, { bucket, key }),
    }
  },
  '@aws-sdk/lib-storage': async (access) => {
    const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    const { Upload } = await import('@aws-sdk/lib-storage')
    const client = new S3Client(access)
    return {
      up: async (key, mebibytes) => {
        const params = { Bucket: bucket, Key: key, Body: Readable.from(content(mebibytes)) }
        await new Upload({ client, params, partSize, queueSize: concurrency }).done()
      },
      down: async function* (key) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
        yield* Body as Readable
      },
    }
  },
  minio: async ({ endpoint, region, credentials }) => {
    const { Client } = await import('minio')
    const { hostname, port } = new URL(endpoint)
    const { accessKeyId: accessKey, secretAccessKey: secretKey } = credentials
    const to = { endPoint: hostname, port: Number(port), useSSL: false, region, pathStyle: true }
    const client = new Client({ ...to, accessKey, secretKey, partSize })
    return {
      up: async (key, mebibytes) => {
        const size = mebibytes * mebibyte.length
        await client.putObject(bucket, key, Readable.from(content(mebibytes)), size)
      },
      down: async function* (key) {
        yield* await client.getObject(bucket, key)
      },
    }
  },
}
