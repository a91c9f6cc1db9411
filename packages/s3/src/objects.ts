import type { Bucket, Storage } from '@cloud/core'
import type { S3Client } from './client.ts'
import { deleteObject } from './delete-object.ts'
import { getObject } from './get-object.ts'
import { listObjects } from './list-objects.ts'
import type { S3PutNative, S3ReadNative } from './native.ts'
import type { S3Object } from './objects-wire.ts'
import { putObject } from './put-object.ts'
import { readObject } from './read-object.ts'

export type Objects = Pick<
  Storage<Bucket, S3Object, S3PutNative, S3ReadNative>,
  'listObjects' | 'getObject' | 'readObject' | 'putObject' | 'deleteObject'
>

/** Objects in buckets. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export function objects(client: S3Client): Objects {
  return {
    listObjects: (bucket, query, call) => listObjects(client, bucket, query, call),
    getObject: (ref, options, call) => getObject(client, ref, options, call),
    readObject: (ref, options, call) => readObject(client, ref, options, call),
    putObject: (ref, content, options, call) => putObject(client, ref, content, options, call),
    deleteObject: (ref, call) => deleteObject(client, ref, call),
  }
}
