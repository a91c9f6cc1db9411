import type { Abilities, Clock, Compute, LoadBalancers, SignedUrl, Storage } from '@cloud/core'

/** The abilities beside `LoadBalancers`. */
export type BalancerAbilityName = 'Algorithms' | 'HealthChecks' | 'Listeners' | 'Certificates' | 'Stickiness'

/** The abilities beside `Storage`. */
export type StorageAbilityName =
  | 'CopyObjects'
  | 'BulkDelete'
  | 'SignedUrls'
  | 'MultipartUploads'
  | 'Versions'
  | 'ObjectTags'

/** The abilities beside `Compute`. */
export type AbilityName = Exclude<
  keyof Abilities,
  'LoadBalancers' | BalancerAbilityName | 'Storage' | StorageAbilityName
>

/** What every suite is told of a driver `D` and of the cloud behind it. Only `driver` is required. */
export interface SuiteOptions<D extends object = object, A extends string = string> {
  /** Heads the report. */
  readonly name?: string | undefined
  /**
   * A fresh driver on the cloud under test. Called once for each area, and again where a case needs a second driver on the same
   * cloud. What it starts is the caller's to end.
   */
  readonly driver: () => D | Promise<D>
  /**
   * The abilities that the driver claims; a driver that has more or fewer fails. Left out, those that it is found to have are run,
   * and an ability lost by a misspelt member shows as skipped cases only.
   */
  readonly abilities?: readonly A[] | undefined
  /** Cases that do not apply, by title, each with its reason, which the report shows. A title that no case has is an error. */
  readonly skip?: Readonly<Record<string, string>> | undefined
  /** How long one case may take, in milliseconds: 60,000 unless given. */
  readonly timeoutMs?: number | undefined
  /** Pause between two looks while waiting for the cloud, in milliseconds. 50 unless given, which suits an emulator. */
  readonly intervalMs?: number | undefined
  /** The clock that driver and emulator were given: pauses are taken on it, so that they cost nothing where its time is virtual. */
  readonly clock?: Clock | undefined
  /**
   * How many items one page of this driver's lists holds, where it was made with small pages (1 to 10): the suite creates one more
   * and reads them page by page.
   */
  readonly pageSize?: number | undefined
  /** How many requests the cloud has received so far. Proves what is lazy, and that bad input sends nothing. */
  readonly requests?: (() => number) | undefined
  /** From now on lets every answer of the cloud take `ms` longer. Proves cancel and deadlines in the middle of a call. */
  readonly slow?: ((ms: number) => void | Promise<void>) | undefined
  /** From now on, and until it is told `false`, the cloud answers every request with 503 and does nothing. */
  readonly outage?: ((on: boolean) => void | Promise<void>) | undefined
  /** A driver on the same cloud with credentials that it refuses. */
  readonly wrongCredentials?: (() => D | Promise<D>) | undefined
  /** Texts that the driver must never show: the secret key, the token, a signature. */
  readonly secrets?: (() => readonly string[]) | undefined
}

/** What test nodes are made of. Left out: the first size, the first image of that size's architecture, no location. */
export interface TargetOptions {
  readonly size?: string | undefined
  readonly image?: string | undefined
  readonly location?: string | undefined
}

/** What the suite is told of a compute driver. */
export interface ConformanceOptions extends SuiteOptions<Compute, AbilityName>, TargetOptions {
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
   * Why no list of this cloud has a second page: the cases that turn one are then skipped, with this reason in the report. Not
   * together with `pageSize`; a list that has two pages all the same fails.
   */
  readonly onePage?: string | undefined
  /** The answer to the next request that makes a node is lost after its effect. Proves that none is made twice. */
  readonly loseCreate?: (() => void | Promise<void>) | undefined
  /** Ids of the nodes that are not terminated, asked past the driver: without it `listNodes` is believed. */
  readonly nodeIds?: (() => readonly string[] | Promise<readonly string[]>) | undefined
}

/** What the suite is told of a driver of load balancers. `driver` and `compute` are required. */
export interface LoadBalancersConformanceOptions
  extends SuiteOptions<LoadBalancers, BalancerAbilityName>,
    TargetOptions {
  /** A compute driver on the same cloud: it makes and removes the nodes that stand behind balancers. */
  readonly compute: () => Compute | Promise<Compute>
  /** The answer to the next request that makes a balancer is lost after its effect. Proves that none is made twice. */
  readonly loseCreate?: (() => void | Promise<void>) | undefined
  /** What each balancer can be made with, on port 80. Left out: `http`, to port 8080. */
  readonly listener?: { readonly protocol: 'http' | 'tcp'; readonly targetPort: number } | undefined
  /** Where balancers are made. Left out: the driver's default, or where the nodes are if it has none. */
  readonly balancerLocation?: string | undefined
}

/** What answers a signed request. */
export interface SignedReply {
  readonly status: number
  readonly headers: { readonly get: (name: string) => string | null }
  readonly text: string
}

/** What the suite is told of a driver of storage. Only `driver` is required. */
export interface StorageConformanceOptions extends SuiteOptions<Storage, StorageAbilityName> {
  /** The smallest part of an upload that is not its last, in bytes: 5,242,880 unless given. */
  readonly minPartBytes?: number | undefined
  /** The answer to the next `putObject` is lost after its effect. */
  readonly losePut?: (() => void | Promise<void>) | undefined
  /** The answer to the next `completeMultipartUpload` is lost after its effect. */
  readonly loseComplete?: (() => void | Promise<void>) | undefined
  /** The next body breaks off in its middle. */
  readonly cutBody?: (() => void | Promise<void>) | undefined
  /** A bit of the next body is another one when it arrives. */
  readonly corruptBody?: (() => void | Promise<void>) | undefined
  /** Sends a signed request, with `content` where it is a `PUT`. Left out, `fetch` does. */
  readonly sendSigned?: ((request: SignedUrl, content?: string) => Promise<SignedReply>) | undefined
}

/** Options that some cases cannot run without. */
export type Hook =
  | 'pageSize'
  | 'requests'
  | 'slow'
  | 'outage'
  | 'loseCreate'
  | 'wrongCredentials'
  | 'secrets'
  | 'unfitSize'
  | 'otherLocation'
  | 'onePage'
  | 'losePut'
  | 'loseComplete'
  | 'cutBody'
  | 'corruptBody'
