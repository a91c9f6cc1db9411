import type { ErrorCode } from '@cloud/core'
import {
  type ErrorFacts,
  flat,
  object,
  readXml,
  text,
  type WholeReply,
  type XmlShape,
} from '@cloud/core/driver'

/** Error codes of a service in our terms: the first form that fits tells. */
export type ErrorTable = readonly (readonly [form: RegExp, code: ErrorCode])[]

/** Codes that every service may answer with, but for those that say no more than their status. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const commonErrors: ErrorTable = [
  [
    /^(AccessDenied(Exception)?|Blocked|OptInRequired|PendingVerification|UnauthorizedOperation)$/,
    'forbidden',
  ],
  [/^(RequestLimitExceeded|Throttling(Exception)?)$/, 'rate-limited'],
  [
    /^(AuthFailure|ExpiredToken(Exception)?|IncompleteSignature|Invalid(ClientTokenId|SignatureException)|MissingAuthenticationToken|(InvalidSecurity\.)?Request(HasExpired|Expired|InTheFuture|TimeTooSkewed)|SignatureDoesNotMatch|UnrecognizedClientException)$/,
    'unauthorized',
  ],
  [/^(Internal(Error|Failure)|(Service)?Unavailable)$/, 'unavailable'],
]

/** Codes that call the credentials expired: of EC2 the last, which it has for clocks that go wrong, too. */
const expired = /^(ExpiredToken(Exception)?|RequestExpired)$/

/** What is unauthorized for a date that is wrong, or for a signature, which a wrong date breaks as a wrong key does. */
const dated = /^AuthFailure|Request|Signature/

interface ErrorWire {
  readonly Code?: string
  readonly Message?: string
}

/** S3's is an error itself: `<Error>`. */
interface ReplyWire extends ErrorWire {
  /** EC2's: `<Response><Errors><Error>`. */
  readonly Errors?: { readonly Error: readonly ErrorWire[] }
  /** The others': `<ErrorResponse><Error>`. */
  readonly Error?: ErrorWire
  readonly RequestID?: string
  readonly RequestId?: string
}

const error: XmlShape<ErrorWire> = object<ErrorWire>({ Code: text, Message: text })
const shape: XmlShape<ReplyWire> = object<ReplyWire>({
  Code: text,
  Message: text,
  Errors: object<{ readonly Error: readonly ErrorWire[] }>({ Error: flat(error) }),
  Error: error,
  RequestID: text,
  RequestId: text,
})

/** What an error code means, by the service's own table and that of all; undefined where neither knows it. */
export function errorCode(own: ErrorTable): (providerCode: string) => ErrorCode | undefined {
  const errors = [...commonErrors, ...own]
  return (providerCode) => errors.find(([form]) => form.test(providerCode))?.[1]
}

/** What a code and a message tell of a failure. */
export function errorFacts(
  own: ErrorTable,
): (
  providerCode: string | undefined,
  message: string | undefined,
  requestId: string | undefined,
) => ErrorFacts {
  const codeOf = errorCode(own)
  return (providerCode, message, requestId) => {
    const known = providerCode ?? ''
    const code = codeOf(known)
    return {
      code,
      providerCode,
      expired: expired.test(known) || undefined,
      dated: (code === 'unauthorized' && dated.test(known)) || undefined,
      message,
      requestId,
    }
  }
}

/** Reads a failed reply, by the service's own table and that of all. One that is not AWS's, such as a proxy's page, tells nothing but its status. */
export function readAwsError(own: ErrorTable): (reply: WholeReply) => ErrorFacts {
  const facts = errorFacts(own)
  return (reply) => {
    const wire = readReply(reply)
    const { Code, Message } = wire?.Errors?.Error[0] ?? wire?.Error ?? wire ?? {}
    return facts(Code, Message, wire?.RequestID ?? wire?.RequestId ?? reply.headers['x-amzn-requestid'])
  }
}

const roots = ['Response', 'ErrorResponse', 'Error']

function readReply(reply: WholeReply): ReplyWire | undefined {
  try {
    return readXml(reply.body, roots, shape)
  } catch {
    return undefined
  }
}
