import type { ErrorCode } from '@cloud/core'
import { type ErrorFacts, readJson, type WholeReply } from '@cloud/core/driver'

/**
 * The codes of the API, which are the status of an answer, or stand in the result of a job that failed.
 * https://github.com/apache/cloudstack/blob/main/api/src/main/java/org/apache/cloudstack/api/ApiErrorCode.java
 */
const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  405: 'invalid',
  411: 'unauthorized',
  429: 'rate-limited',
  430: 'invalid',
  431: 'invalid',
  // A command that is not there, or not for this account: no throttle, whatever its neighbour says.
  432: 'forbidden',
  // A page that is larger than the server gives.
  433: 'invalid',
  434: 'invalid',
  435: 'invalid',
  436: 'conflict',
  530: 'unavailable',
  531: 'forbidden',
  532: 'quota',
  533: 'capacity',
  534: 'unavailable',
  535: 'quota',
  536: 'conflict',
  537: 'conflict',
}

export interface ErrorWire {
  readonly errorcode?: number
  /** The class of the exception behind it: 4350 is a wrong value, 9999 what the API itself refuses. */
  readonly cserrorcode?: number
  readonly errortext?: string
}

export function readError(reply: WholeReply, now: number): ErrorFacts {
  const wire = errorOf(readJson(reply.body))
  const code = wire?.errorcode ?? reply.status
  return {
    ...factsOf({ ...wire, errorcode: code }),
    // The reason of a refused signature is not told: it may be its time.
    ...(code === 401 && { dated: true }),
    ...(code === 429 && { retryAt: retryAt(wire?.errortext, now) }),
  }
}

/** What an error of the API means, in an answer or in the result of a job. */
export function factsOf(wire: ErrorWire): ErrorFacts & { readonly code: ErrorCode | undefined } {
  const { errorcode = 0, cserrorcode, errortext } = wire
  return {
    code: isMissing(wire) ? 'not-found' : Object.hasOwn(codes, errorcode) ? codes[errorcode] : undefined,
    providerCode: cserrorcode === undefined ? String(errorcode) : `${errorcode}/${cserrorcode}`,
    message: errortext,
    // What a host, a router or a network lacks stays so for a while.
    ...(errorcode === 534 && { retryable: false }),
  }
}

/**
 * An id that the API cannot find has no code of its own: it is a wrong value, and only the text, which is the same for every command and
 * parameter, says that nothing bears it.
 */
function isMissing({ errorcode, cserrorcode, errortext = '' }: ErrorWire): boolean {
  return errorcode === 431 && cserrorcode === 9999 && /entity does not exist/.test(errortext)
}

/** The error of an answer, which stands under one name: that of the command, or `errorresponse`. */
function errorOf(answer: unknown): ErrorWire | undefined {
  const [wire] = Object.values(Object(answer))
  return typeof wire === 'object' && wire !== null ? wire : undefined
}

/** How long to wait is told in the text alone: "please retry after 4,711 ms". */
function retryAt(text: string | undefined, now: number): number | undefined {
  const [, ms] = /retry after ([\d,]+) ?ms/i.exec(text ?? '') ?? []
  return ms === undefined ? undefined : now + Number(ms.replaceAll(',', ''))
}
