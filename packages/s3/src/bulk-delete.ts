import { errorCode } from '@cloud/aws'
import type { BulkDelete, CallOptions, ErrorCode, Ref } from '@cloud/core'
import {
  bucketOf,
  CloudError,
  checkKey,
  flat,
  invalid,
  isCloudError,
  object,
  readXml,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { idempotent, type S3Client, send } from './client.ts'
import { removeObject } from './delete-object.ts'
import { errors } from './errors.ts'
import { xmlBody } from './xml-body.ts'
import { isXmlText } from './xml-text.ts'

export function bulkDelete(client: S3Client): BulkDelete {
  return {
    deleteObjects: (bucket, keys, call) =>
      client.within(call, (left) => deleteObjects(client, bucket, keys, left)),
  }
}

interface Failure {
  readonly key: string
  readonly code: ErrorCode
  readonly message: string
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const mostKeys = 1000

async function deleteObjects(
  client: S3Client,
  ref: Ref<'bucket'>,
  keys: readonly string[],
  call: CallOptions,
): Promise<void> {
  const bucket = bucketOf(ref)
  if (!Array.isArray(keys)) throw invalid('keys must be an array of keys')
  const all = [...new Set(keys.map((key) => checkKey(key)))]
  const failures: Failure[] = []
  const written = all.filter(isXmlText)
  for (let from = 0; from < written.length; from += mostKeys)
    failures.push(...(await deleteSome(client, bucket, written.slice(from, from + mostKeys), call)))
  // What no document can hold goes by its own request.
  for (const key of all) if (!isXmlText(key)) failures.push(...(await deleteOne(client, bucket, key, call)))
  const [first] = failures
  if (first === undefined) return
  throw new CloudError(`${failures.length} of ${all.length} objects could not be removed: ${first.message}`, {
    code: first.code,
    provider: client.provider,
    operation: 'DeleteObjects',
    outcome: 'unknown',
    details: { failures },
  })
}

interface ErrorWire {
  readonly Key?: string
  readonly Code?: string
  readonly Message?: string
}
interface ResultWire {
  readonly Error: readonly ErrorWire[]
}
const result: XmlShape<ResultWire> = object<ResultWire>({
  Error: flat(object<ErrorWire>({ Key: text, Code: text, Message: text })),
})

const codeOf = errorCode(errors)

function deleteSome(
  client: S3Client,
  bucket: string,
  keys: readonly string[],
  call: CallOptions,
): Promise<readonly Failure[]> {
  const objects = keys.map((key) => ['Object', [['Key', key]]] as const)
  return send(
    client,
    {
      name: 'DeleteObjects',
      method: 'POST',
      bucket,
      query: { delete: '' },
      ...xmlBody('Delete', [['Quiet', true], ...objects]),
      repeat: idempotent,
      read: ({ body }) =>
        readXml(body, 'DeleteResult', result).Error.flatMap(({ Key = '', Code = '', Message = Code }) =>
          Code === 'NoSuchKey' ? [] : [{ key: Key, code: codeOf(Code) ?? 'unknown', message: Message }],
        ),
    },
    call,
  )
}

async function deleteOne(
  client: S3Client,
  bucket: string,
  key: string,
  call: CallOptions,
): Promise<readonly Failure[]> {
  try {
    await removeObject(client, { bucket, key }, call)
    return []
  } catch (error) {
    if (!isCloudError(error) || error.outcome === 'unknown') throw error
    return [{ key, code: error.code, message: error.message }]
  }
}
