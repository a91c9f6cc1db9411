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

/** Error codes of a service in our terms. */
export type ErrorTable = Readonly<Record<string, ErrorCode>>

/** Codes that every service may answer with. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const commonErrors: ErrorTable = {
  AccessDenied: 'forbidden',
  AccessDeniedException: 'forbidden',
  AuthFailure: 'unauthorized',
  Blocked: 'forbidden',
  ExpiredToken: 'unauthorized',
  ExpiredTokenException: 'unauthorized',
  IncompleteSignature: 'unauthorized',
  InternalError: 'unavailable',
  InternalFailure: 'unavailable',
  InvalidAction: 'invalid',
  InvalidClientTokenId: 'unauthorized',
  InvalidParameter: 'invalid',
  InvalidParameterCombination: 'invalid',
  InvalidParameterValue: 'invalid',
  MalformedQueryString: 'invalid',
  MissingAction: 'invalid',
  MissingAuthenticationToken: 'unauthorized',
  MissingParameter: 'invalid',
  OptInRequired: 'forbidden',
  PendingVerification: 'forbidden',
  RequestExpired: 'unauthorized',
  RequestLimitExceeded: 'rate-limited',
  ServiceUnavailable: 'unavailable',
  SignatureDoesNotMatch: 'unauthorized',
  Throttling: 'rate-limited',
  ThrottlingException: 'rate-limited',
  UnauthorizedOperation: 'forbidden',
  Unavailable: 'unavailable',
  UnknownParameter: 'invalid',
  UnrecognizedClientException: 'unauthorized',
  UnsupportedOperation: 'invalid',
  ValidationError: 'invalid',
}

interface ErrorWire {
  readonly Code?: string
  readonly Message?: string
}

interface ReplyWire {
  /** EC2's: `<Response><Errors><Error>`. */
  readonly Errors?: { readonly Error: readonly ErrorWire[] }
  /** The others': `<ErrorResponse><Error>`. */
  readonly Error?: ErrorWire
  readonly RequestID?: string
  readonly RequestId?: string
}

const error: XmlShape<ErrorWire> = object<ErrorWire>({ Code: text, Message: text })
const shape: XmlShape<ReplyWire> = object<ReplyWire>({
  Errors: object<{ readonly Error: readonly ErrorWire[] }>({ Error: flat(error) }),
  Error: error,
  RequestID: text,
  RequestId: text,
})

/** Reads a failed reply. One that is not AWS's, such as a proxy's page, tells nothing but its status. */
export function readAwsError(
  codeOf: (awsCode: string) => ErrorCode | undefined,
): (reply: WholeReply) => ErrorFacts {
  return (reply) => {
    const wire = readReply(reply)
    const told = wire?.Errors?.Error[0] ?? wire?.Error
    return {
      code: told?.Code === undefined ? undefined : codeOf(told.Code),
      providerCode: told?.Code,
      message: told?.Message,
      requestId: wire?.RequestID ?? wire?.RequestId ?? reply.headers['x-amzn-requestid'],
    }
  }
}

function readReply(reply: WholeReply): ReplyWire | undefined {
  try {
    return readXml(reply.body, ['Response', 'ErrorResponse'], shape)
  } catch {
    return undefined
  }
}
