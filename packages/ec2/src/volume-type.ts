import { invalid } from '@cloud/core/driver'

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html */
export type VolumeType = 'gp2' | 'gp3' | 'io1' | 'io2' | 'sc1' | 'st1' | 'standard'

interface Performance {
  readonly type?: VolumeType | undefined
  readonly iops?: number | undefined
  readonly throughput?: number | undefined
}

/** `invalid` for figures that a type does not have, or lacks. Where the type is left out, it may be one that has them. */
export function checkPerformance(what: string, { type, iops, throughput }: Performance): void {
  if (type === undefined) return
  const provisioned = type.startsWith('io')
  if (iops !== undefined && !provisioned && type !== 'gp3')
    throw invalid(`${what} has iops, and a ${type} has none to choose`, 'a gp3, io1 or io2')
  if (iops === undefined && provisioned) throw invalid(`${what} has no iops`, `an ${type} needs them`)
  if (throughput !== undefined && type !== 'gp3')
    throw invalid(`${what} has a throughput, and an ${type} has none to choose`, 'a gp3')
}
