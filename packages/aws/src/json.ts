import { type ErrorFacts, type HttpDraft, readJson, type WholeReply } from '@cloud/core/driver'
import { type ErrorTable, errorFacts } from './errors.ts'

/**
 * A request of the JSON protocol: `target` is the service's own prefix and the operation, as in `AWSPriceListService.GetProducts`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonRequest(target: string, parameters: object): HttpDraft {
  return {
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(parameters),
  }
}

/** Reads a failed reply of the JSON protocol, as `readAwsError` does of the XML ones. */
export function readAwsJsonError(own: ErrorTable): (reply: WholeReply) => ErrorFacts {
  const facts = errorFacts(own)
  return (reply) => {
    const body = parsed(reply)
    const type = textOf(body, '__type') ?? reply.headers['x-amzn-errortype']
    // `com.example#Code`, `Code:http://...`, or the code alone.
    const providerCode = type?.replace(/:.*/, '').replace(/.*#/, '')
    const message = textOf(body, 'message') ?? textOf(body, 'Message')
    return facts(providerCode, message, reply.headers['x-amzn-requestid'])
  }
}

function parsed({ body }: WholeReply): object {
  try {
    return Object(readJson(body))
  } catch {
    return {}
  }
}

function textOf(body: object, name: string): string | undefined {
  const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : undefined
}
