import { algorithm, elementOf, headerOf } from '../checksums/algorithms.ts'
import { textOf } from '../document.ts'
import type { StoredChecksum } from '../objects/version.ts'
import { Refusal } from '../refusal.ts'
import type { XmlElement } from '../xml-reader.ts'
import type { Upload, UploadedPart } from './upload.ts'

/**
 * The checksum of an object of parts: of the checksums of its parts, or of the whole, told from them. Throws for one that the request
 * names and that is another. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function completedChecksum(
  upload: Upload,
  parts: readonly UploadedPart[],
  named: readonly XmlElement[],
  headers: Readonly<Record<string, string>>,
): StoredChecksum | undefined {
  checkNamed(upload, parts, named)
  const type = headers['x-amz-checksum-type']
  if (type !== undefined && type !== upload.type) {
    throw new Refusal(
      'InvalidRequest',
      `The upload was created using the ${upload.type} checksum mode. The complete request must use the same checksum mode.`,
    )
  }
  const value = upload.type === 'COMPOSITE' ? composite(upload, parts) : ofWhole(upload, parts)
  const claimed = headers[headerOf(upload.algorithm)]
  if (claimed !== undefined && claimed.replace(/-\d+$/, '') !== value.replace(/-\d+$/, '')) {
    throw new Refusal(
      'BadDigest',
      `The ${upload.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    )
  }
  return { algorithm: upload.algorithm, type: upload.type, value }
}

function checkNamed(upload: Upload, parts: readonly UploadedPart[], named: readonly XmlElement[]): void {
  const name = upload.algorithm.toLowerCase()
  for (const [index, element] of named.entries()) {
    const part = parts[index]
    const given = textOf(element, elementOf(upload.algorithm))
    if (given === undefined && upload.named && upload.type === 'COMPOSITE') {
      throw new Refusal(
        'InvalidRequest',
        `The upload was created using a ${name} checksum. The complete request must include the checksum for each part. It was missing for part ${part?.number} in the request.`,
      )
    }
    if (given !== undefined && given !== part?.checksum)
      throw new Refusal('InvalidPart', undefined, {
        details: { UploadId: upload.id, PartNumber: part?.number },
      })
  }
}

function composite({ algorithm: name }: Upload, parts: readonly UploadedPart[]): string {
  const digest = algorithm(name).start()
  for (const { checksum = '' } of parts) digest.update(Buffer.from(checksum, 'base64'))
  return `${digest.value().toString('base64')}-${parts.length}`
}

function ofWhole({ algorithm: name }: Upload, parts: readonly UploadedPart[]): string {
  const { combine, length } = algorithm(name)
  if (!combine) throw new Error(`${name} is not told from parts`)
  const numbers = parts.map(({ checksum = '', size }) => ({
    value: BigInt(`0x${Buffer.from(checksum, 'base64').toString('hex') || '0'}`),
    size,
  }))
  const whole = numbers.reduce((before, part) => ({
    value: combine(before.value, part.value, part.size),
    size: before.size + part.size,
  }))
  return Buffer.from(whole.value.toString(16).padStart(length * 2, '0'), 'hex').toString('base64')
}
