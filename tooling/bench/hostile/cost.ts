/** What one hostile reply cost the process that asked for it. */
export interface Cost {
  /** The code of the error that the call rejected with; `none` where it did not reject. */
  readonly code: string
  readonly message: string
  readonly wallMs: number
  readonly cpuMs: number
  /** How much the peak of the resident memory grew. */
  readonly growthMiB: number
}
