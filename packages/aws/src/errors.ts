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

/** A table by our codes: for each the service's, with spaces between them. */
export function errorTable(codes: Readonly<Partial<Record<ErrorCode, string>>>): ErrorTable {
  const rows = Object.entries(codes).flatMap(([ours, theirs]) =>
    theirs.split(' ').map((each) => [each, ours]),
  )
  return Object.fromEntries(rows)
}

/** Codes that every service may answer with, but for those that say no more than their status. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const commonErrors: ErrorTable = /* @__PURE__ */ errorTable({
  forbidden:
    'AccessDenied AccessDeniedException Blocked OptInRequired PendingVerification UnauthorizedOperation',
  'rate-limited': 'RequestLimitExceeded Throttling ThrottlingException',
  unauthorized:
    'AuthFailure ExpiredToken ExpiredTokenException IncompleteSignature InvalidClientTokenId MissingAuthenticationToken RequestExpired SignatureDoesNotMatch UnrecognizedClientException',
  unavailable: 'InternalError InternalFailure ServiceUnavailable Unavailable',
})

/** Codes that call the credentials expired: of EC2 the last, which it has for clocks that go wrong, too. */
const expired: readonly (string | undefined)[] = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']

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
      expired: expired.includes(told?.Code) || undefined,
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
