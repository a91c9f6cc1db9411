import type { Json } from './operation.ts'

export interface Size {
  readonly slug: string
  readonly memoryMiB: number
  readonly vcpus: number
  readonly diskGiB: number
  /** TiB in a month. */
  readonly transfer: number
  /** US dollars. */
  readonly monthly: number
  readonly description: string
  readonly regions: readonly string[]
  readonly available: boolean
  readonly gpu?: {
    readonly count: number
    readonly model: string
    readonly memoryGiB: number
    readonly scratchGiB: number
  }
}

const everywhere = [
  'ams3',
  'blr1',
  'fra1',
  'lon1',
  'nyc1',
  'nyc2',
  'nyc3',
  'sfo2',
  'sfo3',
  'sgp1',
  'syd1',
  'tor1',
]
const larger = ['ams3', 'blr1', 'fra1', 'lon1', 'nyc1', 'nyc3', 'sfo3', 'sgp1', 'syd1', 'tor1']
const few = ['ams3', 'nyc3', 'sfo3', 'tor1']

/** Slug, memory in MiB, vCPUs, disk in GiB, transfer in TiB, US dollars a month. */
type Row = readonly [string, number, number, number, number, number]

const family = (description: string, regions: readonly string[], rows: readonly Row[]): readonly Size[] =>
  rows.map(([slug, memoryMiB, vcpus, diskGiB, transfer, monthly]) => ({
    slug,
    memoryMiB,
    vcpus,
    diskGiB,
    transfer,
    monthly,
    description,
    regions,
    available: true,
  }))

const gpu = (row: Row, count: number, model: string, memoryGiB: number, scratchGiB: number): Size => ({
  ...(family(`${model.split('_')[1]?.toUpperCase()} GPU - ${count}X`, few, [row])[0] as Size),
  gpu: { count, model, memoryGiB, scratchGiB },
})

/** Of each of the vendor's families the ones most used, with the prices of late 2025. */
const all: readonly Size[] = [
  ...family('Basic', everywhere, [
    ['s-1vcpu-512mb-10gb', 512, 1, 10, 0.5, 4],
    ['s-1vcpu-1gb', 1_024, 1, 25, 1, 6],
    ['s-1vcpu-2gb', 2_048, 1, 50, 2, 12],
    ['s-2vcpu-2gb', 2_048, 2, 60, 3, 18],
    ['s-2vcpu-4gb', 4_096, 2, 80, 4, 24],
    ['s-4vcpu-8gb', 8_192, 4, 160, 5, 48],
    ['s-8vcpu-16gb', 16_384, 8, 320, 6, 96],
  ]),
  ...family('Basic AMD', larger, [
    ['s-1vcpu-1gb-amd', 1_024, 1, 25, 1, 7],
    ['s-2vcpu-4gb-amd', 4_096, 2, 80, 4, 28],
    ['s-4vcpu-8gb-amd', 8_192, 4, 160, 5, 56],
  ]),
  ...family('Basic Intel', larger, [
    ['s-1vcpu-1gb-intel', 1_024, 1, 25, 1, 7],
    ['s-2vcpu-4gb-intel', 4_096, 2, 80, 4, 28],
    ['s-4vcpu-8gb-intel', 8_192, 4, 160, 5, 56],
  ]),
  ...family('CPU-Optimized', larger, [
    ['c-2', 4_096, 2, 25, 4, 42],
    ['c-4', 8_192, 4, 50, 5, 84],
    ['c-8', 16_384, 8, 100, 6, 168],
    ['c-16', 32_768, 16, 200, 7, 336],
  ]),
  ...family('CPU-Optimized 2x SSD', few, [
    ['c2-2vcpu-4gb', 4_096, 2, 50, 4, 47],
    ['c2-4vcpu-8gb', 8_192, 4, 100, 5, 94],
  ]),
  ...family('General Purpose', larger, [
    ['g-2vcpu-8gb', 8_192, 2, 25, 4, 63],
    ['g-4vcpu-16gb', 16_384, 4, 50, 5, 126],
    ['g-8vcpu-32gb', 32_768, 8, 100, 6, 252],
  ]),
  ...family('General Purpose 2x SSD', few, [['gd-2vcpu-8gb', 8_192, 2, 50, 4, 68]]),
  ...family('Memory-Optimized', larger, [
    ['m-2vcpu-16gb', 16_384, 2, 50, 4, 84],
    ['m-4vcpu-32gb', 32_768, 4, 100, 6, 168],
    ['m-8vcpu-64gb', 65_536, 8, 200, 7, 336],
  ]),
  ...family('Memory-Optimized 3x SSD', few, [['m3-2vcpu-16gb', 16_384, 2, 150, 4, 104]]),
  ...family('Storage-Optimized', few, [
    ['so-2vcpu-16gb', 16_384, 2, 300, 4, 131],
    ['so-4vcpu-32gb', 32_768, 4, 600, 6, 262],
  ]),
  gpu(['gpu-h100x1-80gb', 245_760, 20, 720, 15, 2_522.34], 1, 'nvidia_h100', 80, 5_120),
  gpu(['gpu-h100x8-640gb', 1_966_080, 160, 2_046, 60, 17_796.48], 8, 'nvidia_h100', 640, 40_960),
  gpu(['gpu-mi300x1-192gb', 245_760, 20, 720, 15, 1_480.56], 1, 'amd_mi300x', 192, 5_120),
]

export const sizes: ReadonlyMap<string, Size> = new Map(all.map((size) => [size.slug, size]))

/** Hours that are billed in a month at most. */
const monthHours = 672

export const sizeWire = (size: Size): Json => ({
  slug: size.slug,
  memory: size.memoryMiB,
  vcpus: size.vcpus,
  disk: size.diskGiB,
  transfer: size.transfer,
  price_monthly: size.monthly,
  price_hourly: Math.round((size.monthly / monthHours) * 1e5) / 1e5,
  regions: size.regions,
  available: size.available,
  description: size.description,
  disk_info: diskInfo(size),
  ...(size.gpu && { gpu_info: gpuInfo(size.gpu) }),
})

export const diskInfo = (size: Size): Json => [
  { type: size.gpu ? 'boot' : 'local', size: { amount: size.diskGiB, unit: 'gib' } },
  ...(size.gpu ? [{ type: 'scratch', size: { amount: size.gpu.scratchGiB, unit: 'gib' } }] : []),
]

export const gpuInfo = ({ count, model, memoryGiB }: NonNullable<Size['gpu']>): Json => ({
  count,
  model,
  vram: { amount: memoryGiB, unit: 'gib' },
})
