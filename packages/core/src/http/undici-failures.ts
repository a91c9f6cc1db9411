import { CloudError, type ErrorCode, type Outcome } from '../errors.ts'

const failures: readonly (readonly [
  codes: RegExp,
  code: ErrorCode,
  outcome: Outcome,
  what: string,
  final?: true,
])[] = [
  [/^ENOTFOUND$/, 'network', 'not-applied', 'The host name is not known', true],
  [/_CONNECT_TIMEOUT$/, 'timeout', 'not-applied', 'No connection in time'],
  [/TIMEDOUT$|_HEADERS_TIMEOUT$/, 'timeout', 'unknown', 'No answer came in time'],
  [/_BODY_TIMEOUT$/, 'timeout', 'unknown', 'The answer stalled'],
  [/_INVALID_ARG$|_NOT_SUPPORTED$/, 'invalid', 'not-applied', 'The request cannot be sent', true],
  // The parser's own code is missing from most of its errors, this one of the end in the middle of a chunk among them.
  [/\(Invalid EOF state\)$/, 'network', 'unknown', 'The answer broke off'],
  [/_HEADERS_OVERFLOW$/, 'protocol', 'unknown', 'The headers of the answer are too large', true],
  [/_LENGTH_MISMATCH$|^HTTPParserError$/, 'protocol', 'unknown', 'The answer is not HTTP', true],
]

const connecting = /^(ECONNREFUSED|E(HOST|NET)UNREACH|EADDRNOTAVAIL|EAI_AGAIN)$/
/** A certificate that is refused, which only a handshake can be, whatever is told of the request. */
const certificate = /^(ERR_TLS_CERT|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/
/** In the middle of an answer these tell a broken connection, and nothing of who the other side is. */
const handshake = /^ERR_(TLS|SSL)/

/** In the head of an answer, two lengths that differ; after it, an answer that broke off. */
const shorter = /_LENGTH_MISMATCH$/

/**
 * What an error of undici, or of the socket under it, means; `started` tells whether the request may have left, if that is known, or that
 * the head of its answer has come.
 */
export function failureOf(
  cause: unknown,
  started: boolean | 'answered' | undefined,
  origin: string,
): CloudError {
  const text = (key: string) => String(Reflect.get(Object(cause), key))
  const [code, name] = [text('code'), text('name')]
  // The answer that the parser could not read, which may hold a secret.
  if (name === 'HTTPParserError') Reflect.deleteProperty(Object(cause), 'data')
  const unsent = started === false || connecting.test(code) || text('syscall') === 'connect'
  const make = (ours: ErrorCode, outcome: Outcome, what: string, final?: true) =>
    new CloudError(`${what} (${origin})`, { code: ours, outcome, retryable: !final, cause })
  if (started !== 'answered' && (certificate.test(code) || (unsent && handshake.test(code))))
    return make('untrusted', 'not-applied', 'The host could not prove who it is', true)
  const cutOff = started === 'answered' && shorter.test(code)
  const known =
    !cutOff && failures.find(([codes]) => codes.test(code) || codes.test(name) || codes.test(text('message')))
  if (!known)
    return unsent
      ? make(
          'network',
          'not-applied',
          `The connection could not be made: ${code === 'undefined' ? name : code}`,
        )
      : make('network', 'unknown', 'The connection was lost')
  const [, ours, outcome, what, final] = known
  return make(ours, unsent ? 'not-applied' : outcome, what, final)
}
