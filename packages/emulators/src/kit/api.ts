import type { Json } from '../http/json.ts'
import type { WireRequest } from '../http/wire.ts'

/** A request that one of the operations is to answer. */
export interface ApiRequest extends Omit<WireRequest, 'query'> {
  /** What the route's `{parameters}` hold, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The body as JSON: undefined where it is empty. Throws a {@link Refusal} of status 400 for what is none. */
  readonly json: () => unknown
}

export interface ApiReply {
  /** Default 200, and 204 without a body. */
  readonly status?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Bytes go as they are; anything else is told as JSON. */
  readonly body?: Json | Uint8Array | undefined
}

export interface ApiOperation {
  /** The method and the path, with parameters in braces: `POST /v1/servers/{id}/reboot`. */
  readonly route: string
  /** Judges a request and takes effect, or throws a {@link Refusal}. */
  readonly answer: (request: ApiRequest) => ApiReply | Promise<ApiReply>
}

/** An HTTP API, as an emulator serves it. */
export interface Api {
  /** Of the API, for the log. */
  readonly name: string
  /** By the API's own names, such as `createServer`: faults name them, and the log shows them. */
  readonly operations: Readonly<Record<string, ApiOperation>>
  /** Called with each request before anything else is judged. Throws a {@link Refusal} for one that is not of the account. */
  readonly authenticate: (request: WireRequest) => void
  /** How the API tells an error. */
  readonly error: (refusal: ApiError) => Json
  /** Members of bodies that the log must not show, such as user data. */
  readonly secrets?: readonly string[] | undefined
}

export interface ApiError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly requestId: string
}
