/** How long the simulated data centre takes, in milliseconds. Real clouds take a hundred times as long. */
export interface Times {
  /** From the request until a node is running; its machine is powered on then, and answers SSH when it has booted. */
  readonly pendingMs: number
  readonly stoppingMs: number
  readonly terminatingMs: number
  /** What a change takes that does not switch a machine: a resize, a snapshot, an attachment. */
  readonly actionMs: number
  /** From the request until an image that comes from elsewhere can be used. */
  readonly importMs: number
  /** For how long a machine is off while it reboots. */
  readonly rebootMs: number
  /** For how long a terminated node is still shown. */
  readonly terminatedShownMs: number
  /** From the start of a node until its console output is published, for a caller who did not ask for the latest. */
  readonly consoleMs: number
}

export const defaultTimes: Times = {
  pendingMs: 150,
  stoppingMs: 150,
  terminatingMs: 150,
  actionMs: 100,
  importMs: 300,
  rebootMs: 50,
  terminatedShownMs: 3_600_000,
  consoleMs: 0,
}
