/** A request that the cloud received. Credentials, signatures and user data are left out. */
export interface LoggedRequest {
  readonly id: string
  /** The cloud's time, RFC 3339. */
  readonly at: string
  readonly api: string
  readonly operation: string
  readonly params: Readonly<Record<string, string>>
  /** Of the answer; missing while there is none, and when none was given. */
  status?: number
  /** The kind of the fault that hit it. */
  fault?: string
}

const longestLog = 10_000

/** The last 10,000 requests, oldest first. */
export function createRequestLog(): {
  readonly entries: readonly LoggedRequest[]
  readonly add: (entry: LoggedRequest) => LoggedRequest
} {
  const entries: LoggedRequest[] = []
  return {
    entries,
    add: (entry) => {
      if (entries.length >= longestLog) entries.shift()
      entries.push(entry)
      return entry
    },
  }
}
