import { readAwsError } from '@cloud/aws'
import { CloudError, object, readXml, type WholeReply } from '@cloud/core/driver'
import { errors } from './errors.ts'

const readError = readAwsError(errors)

/**
 * Some operations answer 200 before they know how they end, and say an error after that.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export function refuseErrors(reply: WholeReply): WholeReply {
  if (!isError(reply)) return reply
  const { code = 'unavailable', providerCode, message = 'The store failed', requestId } = readError(reply)
  const retryable = code === 'unavailable' || code === 'rate-limited'
  throw new CloudError(providerCode ? `${message} (${providerCode})` : message, {
    code,
    providerCode,
    requestId,
    status: reply.status,
    retryable,
    outcome: code === 'unavailable' ? 'unknown' : 'not-applied',
  })
}

const nothing = object<object>({})

function isError({ body }: WholeReply): boolean {
  try {
    readXml(body, 'Error', nothing)
    return true
  } catch {
    return false
  }
}
