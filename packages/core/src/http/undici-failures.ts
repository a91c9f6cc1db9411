import { CloudError, type ErrorCode, type Outcome } from '../errors.ts'

const failures: readonly (readonly [
  codes: RegExp,
  code: ErrorCode,
  outcome: Outcome,
  what: string,
  final?: true,
])[] = [
  [/^ECONNREFUSED$/, 'network', 'not-applied', 'The connection was refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'network', 'not-applied', 'The host could not be reached'],
  [/^EAI_AGAIN$/, 'network', 'not-applied', 'The host name could not be looked up'],
  [/^ENOTFOUND$/, 'network', 'not-applied', 'The host name is not known', true],
  [/^ETIMEDOUT$/, 'timeout', 'unknown', 'The connection timed out'],
  [/_CONNECT_TIMEOUT$/, 'timeout', 'not-applied', 'The host did not accept the connection in time'],
  [/_HEADERS_TIMEOUT$/, 'timeout', 'unknown', 'No answer came in time'],
  [/_BODY_TIMEOUT$/, 'timeout', 'unknown', 'The answer stalled'],
  [/_HEADERS_OVERFLOW$/, 'protocol', 'unknown', 'The headers of the answer are too large', true],
  [/_INVALID_ARG$|_NOT_SUPPORTED$/, 'invalid', 'not-applied', 'The request cannot be sent', true],
  // The parser's own code is missing from most of its errors.
  [/^HTTPParserError$/, 'protocol', 'unknown', 'The answer is not HTTP', true],
]

const lost = 'The connection was lost'
const unmade = 'The connection could not be made'
/** A certificate that is refused, which only a handshake can be. */
const certificate = /^(ERR_TLS_CERT|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/
/** In the middle of an answer these tell a broken connection, and nothing of who the other side is. */
const handshake = /^ERR_(TLS|SSL)/

/** What an error of undici, or of the socket under it, means; `started` tells whether the request may have left, if that is known. */
export function failureOf(cause: unknown, started: boolean | undefined): CloudError {
  const text = (key: string) => String(Reflect.get(Object(cause), key))
  const [code, name] = [text('code'), text('name')]
  const unsent = started === false || text('syscall') === 'connect'
  const make = (ours: ErrorCode, outcome: Outcome, what: string, final?: true) =>
    new CloudError(what, { code: ours, outcome, retryable: !final, cause })
  if (!started && (certificate.test(code) || (unsent && handshake.test(code))))
    return make('untrusted', 'not-applied', 'The host could not prove who it is', true)
  const known = failures.find(([codes]) => codes.test(code) || codes.test(name))
  if (!known) return make('network', unsent ? 'not-applied' : 'unknown', unsent ? unmade : lost)
  const [, ours, outcome, what, final] = known
  return make(ours, unsent ? 'not-applied' : outcome, what, final)
}
