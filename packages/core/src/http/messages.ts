/** A request as it goes on the wire. `path` holds the query too; both are percent-encoded already and are sent as they are. */
export interface HttpRequest {
  /** Scheme, host and port, as in `https://ec2.eu-west-1.amazonaws.com`. */
  readonly origin: string
  readonly method: string
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | StreamedBody
}

/** A body that is made while it is sent. Its size is in the header `content-length`. */
export interface StreamedBody {
  /** Gives it from its start; called once for each attempt. */
  readonly open: () => AsyncIterable<Uint8Array>
  /** It has been opened and cannot be opened again: the request is not repeated any more, whatever its repeat class. */
  readonly spent: () => boolean
}

/** A request that its client has still to address and sign. */
export type HttpDraft = Omit<HttpRequest, 'origin'>

/** A reply whose body is still on its way: it must be read to its end or discarded. */
export interface HttpReply {
  readonly status: number
  /** Names in lower case; values of a repeated header are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array>
  /** Gives up what is left of the body, and its connection. */
  readonly discard: () => void
}

export interface WholeReply extends Pick<HttpReply, 'status' | 'headers'> {
  readonly body: Uint8Array
}

export interface SendOptions {
  readonly signal: AbortSignal
  /**
   * For a transport that knows when a request leaves: called with `false` before anything else, and with `true` just before the first
   * byte may leave. Of one that does not call it, it may have left at any time.
   */
  readonly started?: (yet: boolean) => void
}

/**
 * Sends requests. It follows no redirect, repeats nothing, and rejects with a `CloudError` whose `outcome` is `not-applied` where no
 * byte of the request has left and `unknown` elsewhere. When the signal aborts it rejects at once.
 */
export interface Transport {
  readonly send: (request: HttpRequest, options: SendOptions) => Promise<HttpReply>
  /** Ends idle connections; the transport must not be used after. */
  readonly close: () => Promise<void>
}
