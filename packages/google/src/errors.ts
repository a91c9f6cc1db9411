import type { ErrorCode } from '@cloud/core'
import { type ErrorFacts, readJson, type WholeReply } from '@cloud/core/driver'

/** Reasons and codes in our terms: the first form that fits tells. */
export type ErrorTable = readonly (readonly [form: RegExp, code: ErrorCode])[]

/**
 * Reasons of answers (`alreadyExists`) and codes of operations (`RESOURCE_ALREADY_EXISTS`), as one spelling of small letters; those that say no
 * more than their status are left out. https://cloud.google.com/compute/docs/reference/rest/v1/errors,
 * https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-resource-availability
 */
const table: ErrorTable = [
  [
    /^(user|operation)?ratelimitexceeded$|^(rate|concurrentoperations)quotaexceeded$|^resourceoperationrateexceeded$/,
    'rate-limited',
  ],
  [/^(dailylimit|limit|quota|regionalquota|resourcequota)exceeded$/, 'quota'],
  [/resourcepoolexhausted|^insufficientcapacity$|^stockout$/, 'capacity'],
  [/alreadyexists$|^duplicate$/, 'already-exists'],
  [/notfound$/, 'not-found'],
  [/^conditionnotmet$|^fingerprintmismatch$/, 'precondition'],
  [/notready$|inuse|^operationinprogress$|^resourceisprotected$/, 'conflict'],
  [
    /^(accessnotconfigured|forbidden|insufficientpermissions|permissiondenied|permissionserror)$|^servicedisabled$/,
    'forbidden',
  ],
  [/^(autherror|loginrequired|unauthenticated|accesstokenexpired|credentialsmissing)$/, 'unauthorized'],
  [/^(backenderror|internalerror|serviceunavailable.*|backendconnectionerror)$/, 'unavailable'],
  [
    /^(invalid.*|badrequest|parseerror|missingrequiredfield|fieldsizetoolarge|unsupportedoperation|required)$/,
    'invalid',
  ],
]

/** What a reason, or a code of an operation, is in our terms. */
export function codeOf(reason: string | undefined): ErrorCode | undefined {
  const plain = (reason ?? '').replaceAll('_', '').toLowerCase()
  return plain === '' ? undefined : table.find(([form]) => form.test(plain))?.[1]
}

/** What is busy for a moment is so no more a moment later, whoever asks. */
export const isMomentary = (reason: string | undefined): boolean =>
  /^(resource_?not_?ready|operation_?in_?progress)$/i.test(reason ?? '')

interface ErrorWire {
  readonly error?:
    | string
    | {
        readonly message?: string
        readonly status?: string
        readonly errors?: readonly { readonly reason?: string; readonly message?: string }[]
        readonly details?: readonly { readonly reason?: string }[]
      }
}

/** Reads a failed reply of an API. https://cloud.google.com/apis/design/errors */
export function readGoogleError({ body, status }: WholeReply): ErrorFacts {
  const { error } = Object(readJson(body)) as ErrorWire
  if (typeof error !== 'object' || error === null) return {}
  const [first] = error.errors ?? []
  const providerCode =
    first?.reason ?? error.details?.find(({ reason }) => reason !== undefined)?.reason ?? error.status
  // Who is not let in is unauthorized, whatever the reason is called.
  const code = status === 401 ? 'unauthorized' : codeOf(providerCode)
  return {
    code,
    providerCode,
    message: error.message ?? first?.message,
    expired: status === 401 || undefined,
    retryable: isMomentary(providerCode) || undefined,
  }
}

interface TokenErrorWire {
  readonly error?: string
  readonly error_description?: string
}

/** Reads why a token endpoint gave none. https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
export function readTokenError({ body, status }: WholeReply): ErrorFacts {
  const { error, error_description: message } = Object(readJson(body)) as TokenErrorWire
  if (typeof error !== 'string') return {}
  const refused = status < 500 && status !== 429
  return {
    ...(refused && { code: 'unauthorized' }),
    providerCode: error,
    message: `No access token was given: ${message ?? error}`,
    // A claim of another time is refused with the code of any other that is wrong.
    dated: error === 'invalid_grant' || undefined,
  }
}
