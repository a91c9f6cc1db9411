import type { Abilities, Compute } from '@cloud/core'

export type AbilityName = keyof Abilities

/** What the suite is told of a driver and of the cloud behind it. Only `driver` is required. */
export interface ConformanceOptions {
  /** Heads the report. */
  readonly name?: string | undefined
  /**
   * A fresh driver on the cloud under test. Called once for each area, and again where a case needs a second driver on the same
   * cloud. What it starts is the caller's to end.
   */
  readonly driver: () => Compute | Promise<Compute>
  /** Ids to create test nodes with. Left out: the first size, the first image of that size's architecture, no location. */
  readonly size?: string | undefined
  readonly image?: string | undefined
  readonly location?: string | undefined
  /** A size to give a stopped node of the first size. Left out: one of its architecture, with more memory and no smaller disk. */
  readonly secondSize?: string | undefined
  /** A size that such a node cannot have, for its architecture or because its disk is too large for it. */
  readonly unfitSize?: string | undefined
  /** A location to copy images to: one that an image of the driver's nodes does not work in as it is. */
  readonly otherLocation?: string | undefined
  /** The smallest volume of this cloud, in GiB: 1 unless given. */
  readonly volumeGiB?: number | undefined
  /** A range of IPv4 that nothing else in the account overlaps, for networks of `/24` in it: `10.231.0.0/16` unless given. */
  readonly cidr?: string | undefined
  /**
   * The abilities that the driver claims; a driver that has more or fewer fails. Left out, those that it is found to have are run,
   * and an ability lost by a misspelt member shows as skipped cases only.
   */
  readonly abilities?: readonly AbilityName[] | undefined
  /** Cases that do not apply, by title, each with its reason, which the report shows. A title that no case has is an error. */
  readonly skip?: Readonly<Record<string, string>> | undefined
  /** How long one case may take, in milliseconds: 60,000 unless given. */
  readonly timeoutMs?: number | undefined
  /** Pause between two looks while waiting for the cloud, in milliseconds. 50 unless given, which suits an emulator. */
  readonly intervalMs?: number | undefined
  /**
   * How many items one page of this driver's lists holds, where it was made with small pages (1 to 10): the suite creates one more
   * and reads them page by page.
   */
  readonly pageSize?: number | undefined
  /** How many requests the cloud has received so far. Proves what is lazy, and that bad input sends nothing. */
  readonly requests?: (() => number) | undefined
  /** Ids of the nodes that are not terminated, asked past the driver: without it `listNodes` is believed. */
  readonly nodeIds?: (() => readonly string[] | Promise<readonly string[]>) | undefined
  /** From now on lets every answer of the cloud take `ms` longer. Proves cancel and deadlines in the middle of a call. */
  readonly slow?: ((ms: number) => void | Promise<void>) | undefined
  /** A driver on the same cloud with credentials that it refuses. */
  readonly wrongCredentials?: (() => Compute | Promise<Compute>) | undefined
  /** Texts that the driver must never show: the secret key, the token, a signature. */
  readonly secrets?: (() => readonly string[]) | undefined
}

/** Options that some cases cannot run without. */
export type Hook =
  | 'pageSize'
  | 'requests'
  | 'slow'
  | 'wrongCredentials'
  | 'secrets'
  | 'unfitSize'
  | 'otherLocation'
