import { invalidValue, Refusal } from './refusal.ts'

export type VolumeType = 'standard' | 'io1' | 'io2' | 'gp2' | 'sc1' | 'st1' | 'gp3'

/** What a volume is ordered by. `iops` and `throughputMiBps` are there for the types that have them. */
export interface VolumeSpec {
  readonly type: VolumeType
  readonly sizeGiB: number
  readonly iops: number | undefined
  readonly throughputMiBps: number | undefined
  readonly multiAttach: boolean
}

interface Range {
  readonly from: number
  readonly to: number
}
interface TypeRules {
  readonly sizeGiB: Range
  /** Where the caller may choose it. */
  readonly iops?: Range & { readonly perGiB: number; readonly default?: number }
  readonly throughput?: Range & { readonly perIops: number }
  readonly multiAttach?: boolean
  /** Snapshots of one volume that may be under way at a time. */
  readonly snapshots: number
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html, as of 2026. */
const rules: Readonly<Record<VolumeType, TypeRules>> = {
  standard: { sizeGiB: { from: 1, to: 1_024 }, snapshots: 5 },
  gp2: { sizeGiB: { from: 1, to: 16_384 }, snapshots: 5 },
  gp3: {
    sizeGiB: { from: 1, to: 65_536 },
    iops: { from: 3_000, to: 80_000, perGiB: 500, default: 3_000 },
    throughput: { from: 125, to: 2_000, perIops: 0.25 },
    snapshots: 5,
  },
  io1: {
    sizeGiB: { from: 4, to: 16_384 },
    iops: { from: 100, to: 64_000, perGiB: 50 },
    multiAttach: true,
    snapshots: 5,
  },
  io2: {
    sizeGiB: { from: 4, to: 65_536 },
    iops: { from: 100, to: 256_000, perGiB: 1_000 },
    multiAttach: true,
    snapshots: 5,
  },
  st1: { sizeGiB: { from: 125, to: 16_384 }, snapshots: 1 },
  sc1: { sizeGiB: { from: 125, to: 16_384 }, snapshots: 1 },
}

export const concurrentSnapshots = (type: VolumeType): number => rules[type].snapshots

interface SpecInput {
  readonly type: VolumeType
  readonly sizeGiB: number
  readonly iops?: number | undefined
  readonly throughputMiBps?: number | undefined
  readonly multiAttach?: boolean | undefined
}

/** The volume that is asked for, with the defaults of its type. Throws a `Refusal` for what the type cannot be. */
export function readSpec(input: SpecInput): VolumeSpec {
  const { type, sizeGiB, multiAttach = false } = input
  const rule = rules[type]
  inRange(sizeGiB, rule.sizeGiB, (bound) => `Volume of ${sizeGiB}GiB is ${bound}GiB.`)
  if (multiAttach && !rule.multiAttach) {
    throw new Refusal('InvalidParameterCombination', `Multi-attach is not supported for ${type} volumes.`)
  }
  const iops = readIops(input, rule)
  return { type, sizeGiB, multiAttach, iops, throughputMiBps: readThroughput(input, rule, iops ?? 0) }
}

function readIops({ type, sizeGiB, iops }: SpecInput, { iops: rule }: TypeRules): number | undefined {
  if (!rule) {
    if (iops !== undefined) throw notSupported('iops', type)
    return type === 'gp2' ? Math.min(16_000, Math.max(100, 3 * sizeGiB)) : undefined
  }
  const wanted = iops ?? rule.default
  if (wanted === undefined) {
    throw new Refusal('MissingParameter', `The parameter iops must be specified for ${type} volumes.`)
  }
  inRange(wanted, rule, (bound) => `Volume iops of ${wanted} is ${bound}.`)
  if (wanted > Math.max(rule.perGiB * sizeGiB, rule.default ?? 0)) {
    throw new Refusal(
      'InvalidParameterCombination',
      `Iops to volume size ratio of ${(wanted / sizeGiB).toFixed(6)} is too high; maximum is ${rule.perGiB}.`,
    )
  }
  return wanted
}

function readThroughput(
  { type, throughputMiBps }: SpecInput,
  { throughput: rule }: TypeRules,
  iops: number,
): number | undefined {
  if (!rule) {
    if (throughputMiBps !== undefined) throw notSupported('throughput', type)
    return undefined
  }
  const wanted = throughputMiBps ?? rule.from
  inRange(wanted, rule, (bound) => `Throughput of ${wanted} MiBps is ${bound}.`)
  if (wanted > rule.perIops * iops) {
    throw invalidValue(
      `Throughput (MiBps) to iops ratio of ${(wanted / iops).toFixed(6)} is too high; maximum is ${rule.perIops} MiBps per iops.`,
    )
  }
  return wanted
}

function inRange(value: number, { from, to }: Range, say: (bound: string) => string): void {
  if (value < from) throw invalidValue(say(`too small; minimum is ${from}`))
  if (value > to) throw invalidValue(say(`too large; maximum is ${to}`))
}

const notSupported = (parameter: string, type: VolumeType) =>
  new Refusal(
    'InvalidParameterCombination',
    `The parameter ${parameter} is not supported for ${type} volumes.`,
  )
