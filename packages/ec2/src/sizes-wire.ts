import type { Architecture, Gpus, Size } from '@cloud/core'
import { boolean, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html, as spelled in its XML. */
export interface InstanceTypeWire {
  readonly instanceType: string
  readonly currentGeneration?: boolean
  readonly burstablePerformanceSupported?: boolean
  readonly bareMetal?: boolean
  readonly freeTierEligible?: boolean
  readonly hibernationSupported?: boolean
  /** `nitro` or `xen`. */
  readonly hypervisor?: string
  readonly vCpuInfo: { readonly defaultVCpus: number; readonly defaultCores?: number }
  readonly memoryInfo: { readonly sizeInMiB: number }
  readonly processorInfo?: {
    readonly supportedArchitectures: readonly string[]
    readonly sustainedClockSpeedInGhz?: number
  }
  readonly instanceStorageSupported?: boolean
  /** Disks of its own, which a node loses when it is stopped. */
  readonly instanceStorageInfo?: {
    readonly totalSizeInGB?: number
    readonly disks: readonly { readonly sizeInGB?: number; readonly count?: number; readonly type?: string }[]
    readonly nvmeSupport?: string
  }
  readonly gpuInfo?: {
    readonly gpus: readonly {
      readonly name?: string
      readonly manufacturer?: string
      readonly count?: number
      readonly memoryInfo?: { readonly sizeInMiB?: number }
    }[]
    readonly totalGpuMemoryInMiB?: number
  }
  readonly networkInfo?: {
    /** In words, as in `Up to 5 Gigabit`. */
    readonly networkPerformance?: string
    readonly ipv6Supported?: boolean
    readonly maximumNetworkInterfaces?: number
    readonly ipv4AddressesPerInterface?: number
    readonly ipv6AddressesPerInterface?: number
    readonly enaSupport?: string
    readonly efaSupported?: boolean
  }
  readonly supportedUsageClasses: readonly string[]
}

export type Ec2Size = Size<InstanceTypeWire>

export const instanceType: XmlShape<InstanceTypeWire> = object<InstanceTypeWire>({
  instanceType: required(text),
  currentGeneration: boolean,
  burstablePerformanceSupported: boolean,
  bareMetal: boolean,
  freeTierEligible: boolean,
  hibernationSupported: boolean,
  hypervisor: text,
  vCpuInfo: required(
    object<InstanceTypeWire['vCpuInfo']>({ defaultVCpus: required(number), defaultCores: number }),
  ),
  memoryInfo: required(object<InstanceTypeWire['memoryInfo']>({ sizeInMiB: required(number) })),
  processorInfo: object<NonNullable<InstanceTypeWire['processorInfo']>>({
    supportedArchitectures: list('item', text),
    sustainedClockSpeedInGhz: number,
  }),
  instanceStorageSupported: boolean,
  instanceStorageInfo: object<NonNullable<InstanceTypeWire['instanceStorageInfo']>>({
    totalSizeInGB: number,
    disks: list(
      'item',
      object<NonNullable<InstanceTypeWire['instanceStorageInfo']>['disks'][number]>({
        sizeInGB: number,
        count: number,
        type: text,
      }),
    ),
    nvmeSupport: text,
  }),
  gpuInfo: object<NonNullable<InstanceTypeWire['gpuInfo']>>({
    gpus: list(
      'item',
      object<NonNullable<InstanceTypeWire['gpuInfo']>['gpus'][number]>({
        name: text,
        manufacturer: text,
        count: number,
        memoryInfo: object<{ readonly sizeInMiB?: number }>({ sizeInMiB: number }),
      }),
    ),
    totalGpuMemoryInMiB: number,
  }),
  networkInfo: object<NonNullable<InstanceTypeWire['networkInfo']>>({
    networkPerformance: text,
    ipv6Supported: boolean,
    maximumNetworkInterfaces: number,
    ipv4AddressesPerInterface: number,
    ipv6AddressesPerInterface: number,
    enaSupport: text,
    efaSupported: boolean,
  }),
  supportedUsageClasses: list('item', text),
})

export function toSize(wire: InstanceTypeWire): Ec2Size {
  const disk = wire.instanceStorageInfo?.totalSizeInGB
  const architecture = toArchitecture(wire.processorInfo?.supportedArchitectures ?? [])
  const gpus = toGpus(wire.gpuInfo)
  return {
    kind: 'size',
    id: wire.instanceType,
    name: wire.instanceType,
    vcpus: wire.vCpuInfo.defaultVCpus,
    memoryMiB: wire.memoryInfo.sizeInMiB,
    // EC2 counts disks in units of 1000.
    ...(disk !== undefined && { diskGiB: Math.floor((disk * 1e9) / 2 ** 30) }),
    ...(architecture !== undefined && { architecture }),
    ...(gpus && { gpus }),
    native: wire,
  }
}

function toGpus({ gpus = [] }: Partial<NonNullable<InstanceTypeWire['gpuInfo']>> = {}): Gpus | undefined {
  const count = gpus.reduce((sum, gpu) => sum + (gpu.count ?? 0), 0)
  if (count === 0) return undefined
  const { manufacturer, name } = gpus[0] ?? {}
  const model = [manufacturer, name].filter((word) => word !== undefined).join(' ')
  return { count, ...(model !== '' && { model }) }
}

/** Old types list `i386` beside `x86_64`. */
function toArchitecture(names: readonly string[]): Architecture | undefined {
  if (names.length === 0) return undefined
  if (names.includes('x86_64')) return 'x86_64'
  return names.includes('arm64') ? 'arm64' : 'other'
}
