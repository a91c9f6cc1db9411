/** A request as it came, read whole. Header names are in lower case. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  /** Without the question mark, still encoded. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A body that is sent as it is read. */
export interface StreamedBody {
  /** In bytes; undefined when it is not known before. */
  readonly length: number | undefined
  readonly bytes: () => AsyncIterable<Uint8Array>
}

export interface WireReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | StreamedBody
}

export interface WireError {
  /** Default: that of the protocol's refusal of too many requests, or of its server's own failure. */
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly status?: number | undefined
}

/** One wire protocol in front of the data centre. `R` is how far a request was read before it is judged. */
export interface Front<R = WireRequest> {
  readonly name: string
  /** Of a request, in the look of the vendor's. Default: a UUID. */
  readonly newId?: () => string
  /** What a request asks for, before it is judged, without secrets. */
  readonly read: (request: R) => {
    readonly operation: string
    readonly params: Readonly<Record<string, string>>
  }
  /** `work`: how that ends which goes on after the answer, such as an action; `failure` tells with which error. */
  readonly answer: (
    request: R,
    requestId: string,
    work: 'succeeds' | 'fails',
    failure: WireError,
  ) => Promise<WireReply>
  /** An error in the protocol's own shape. */
  readonly refuse: (error: WireError, requestId: string) => WireReply
  /** The same where the protocol tells it late, after it has said 200. */
  readonly refuseLate?: (error: WireError, requestId: string) => WireReply
}
