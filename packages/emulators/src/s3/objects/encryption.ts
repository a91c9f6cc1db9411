import { createHash } from 'node:crypto'
import type { Bucket } from '../buckets/bucket.ts'
import type { S3 } from '../cloud.ts'
import { invalidArgument, Refusal } from '../refusal.ts'
import type { Encryption } from './version.ts'

type Headers = Readonly<Record<string, string>>

const prefix = 'x-amz-server-side-encryption'
const customer = `${prefix}-customer`

/** How a new object is encrypted: as its request says, else as the bucket does. Throws for headers that contradict each other. */
export function requestedEncryption(s3: S3, bucket: Bucket, headers: Headers): Encryption {
  const keyMd5 = customerKey(headers)
  const kind = headers[prefix]
  if (keyMd5 !== undefined) {
    if (kind !== undefined)
      throw invalidArgument(
        'Server Side Encryption with Customer provided key is incompatible with the encryption method specified',
        prefix,
        kind,
      )
    return { kind: 'customer', keyMd5 }
  }
  const { algorithm, keyId, bucketKey } = bucket.settings.encryption
  const wanted = kind ?? algorithm
  const named = headers[`${prefix}-aws-kms-key-id`]
  if (wanted === 'aws:kms' || wanted === 'aws:kms:dsse') {
    const context = headers[`${prefix}-context`]
    return {
      kind: wanted,
      keyId: keyArn(s3, bucket, named ?? (kind === undefined ? keyId : undefined)),
      bucketKey: (headers[`${prefix}-bucket-key-enabled`] ?? String(bucketKey)).toLowerCase() === 'true',
      ...(context !== undefined && { context }),
    }
  }
  if (named !== undefined)
    throw invalidArgument(
      `Server Side Encryption with AWS KMS managed key requires HTTP header ${prefix} : aws:kms`,
      `${prefix}-aws-kms-key-id`,
      named,
    )
  if (wanted !== 'AES256')
    throw invalidArgument('The encryption method specified is not supported', prefix, wanted)
  return { kind: 'AES256' }
}

/** One that is not named is the account's own for S3. */
const keyArn = ({ accountId }: S3, { region }: Bucket, key = '00000000-0000-4000-8000-000000000000') =>
  key.startsWith('arn:')
    ? key
    : `arn:aws:kms:${region}:${accountId}:${key.includes('/') ? key : `key/${key}`}`

/** The MD5 of the key that a request brings along; undefined for none. `named` is where the headers of a copy's source begin. */
function customerKey(headers: Headers, named = customer): string | undefined {
  const [algorithm, key, md5] = [
    headers[`${named}-algorithm`],
    headers[`${named}-key`],
    headers[`${named}-key-md5`],
  ]
  if (algorithm === undefined && key === undefined && md5 === undefined) return undefined
  if (algorithm !== 'AES256')
    throw algorithm === undefined
      ? incomplete('encryption algorithm')
      : new Refusal(
          'InvalidEncryptionAlgorithmError',
          'The Encryption request you specified is not valid. Supported value: AES256.',
        )
  if (key === undefined) throw incomplete('secret key')
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 32)
    throw invalidArgument('The secret key was invalid for the specified algorithm.', `${named}-key`, '')
  const computed = createHash('md5').update(bytes).digest('base64')
  if (md5 !== computed)
    throw new Refusal(
      'InvalidArgument',
      'The calculated MD5 hash of the key did not match the hash that was provided.',
      {
        details: { ArgumentName: `${named}-key-MD5`, ArgumentValue: md5 ?? 'null' },
      },
    )
  return computed
}

const incomplete = (what: string) =>
  new Refusal(
    'InvalidArgument',
    `Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate ${what}.`,
  )

/** Throws unless the request brings the key that the object was written with, or none where it needs none. */
export function checkCustomerKey(encryption: Encryption, headers: Headers, isSource = false): void {
  const given = customerKey(
    headers,
    isSource ? `x-amz-copy-source-server-side-encryption-customer` : customer,
  )
  if (encryption.kind !== 'customer') {
    if (given === undefined) return
    throw new Refusal('InvalidRequest', 'The encryption parameters are not applicable to this object.')
  }
  if (given === undefined) {
    throw new Refusal(
      'InvalidRequest',
      'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
    )
  }
  if (given !== encryption.keyMd5) throw new Refusal('AccessDenied')
}

export function encryptionHeaders(encryption: Encryption): Headers {
  if (encryption.kind === 'AES256') return { [prefix]: 'AES256' }
  if (encryption.kind === 'customer')
    return { [`${customer}-algorithm`]: 'AES256', [`${customer}-key-md5`]: encryption.keyMd5 }
  return {
    [prefix]: encryption.kind,
    [`${prefix}-aws-kms-key-id`]: encryption.keyId,
    ...(encryption.context !== undefined && { [`${prefix}-context`]: encryption.context }),
    ...(encryption.bucketKey && { [`${prefix}-bucket-key-enabled`]: 'true' }),
  }
}

/** The MD5 of the bytes where they are not encrypted with a key of someone's; else something that looks like one. */
export const etagOf = (s3: S3, { kind }: Encryption, md5: Buffer): string =>
  `"${kind === 'AES256' ? md5.toString('hex') : s3.random.hex(32)}"`
