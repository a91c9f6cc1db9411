import type { InstanceType } from './instance-types.ts'
import type { Zone } from './zones.ts'

export const dayMs = 86_400_000

/** US dollars an hour: the emulated cloud's own, of the same order as the real one's. */
const onDemandPrice = ({ vcpus, memoryMiB }: InstanceType): number =>
  vcpus * 0.0036 + (memoryMiB / 1_024) * 0.0036

/** Prices change at midnight UTC, by a wave of 14 days that comes later in each zone, around a third of the on-demand price. */
export function spotPrice(type: InstanceType, { index }: Zone, at: number): string {
  const day = Math.floor(at / dayMs)
  const wave = Math.sin(((day + index * 3) / 14) * 2 * Math.PI)
  return (onDemandPrice(type) * (0.33 + 0.05 * wave)).toFixed(6)
}
