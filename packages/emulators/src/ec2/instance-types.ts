import type { Architecture } from './images.ts'

/** A hardware shape of the emulated cloud. Sizes of a family follow from the family, as they do in the real one. */
export interface InstanceType {
  readonly name: string
  readonly architecture: Architecture
  readonly manufacturer: string
  readonly clockGHz: number
  readonly vcpus: number
  readonly threadsPerCore: number
  readonly memoryMiB: number
  readonly diskGiB: number
  readonly hypervisor: 'nitro' | 'xen'
  readonly burstable: boolean
  readonly currentGeneration: boolean
  readonly freeTier: boolean
  readonly network: string
  readonly interfaces: number
  readonly addressesPerInterface: number
  readonly gpus?: Gpus
  /** The places of the zones, from 0, that have it. */
  readonly zones: readonly number[]
}

interface Gpus {
  readonly name: string
  readonly memoryMiB: number
  readonly count: number
}

interface Family {
  readonly name: string
  readonly sizes: string
  readonly memoryPerVcpuGiB: number
  readonly architecture?: Architecture
  readonly manufacturer?: string
  readonly clockGHz: number
  readonly old?: boolean
  readonly localDisk?: boolean
  readonly gpu?: Omit<Gpus, 'count'>
  /** Of a family with GPUs: of each size how many, and its disks in GB. */
  readonly parts?: Readonly<Record<string, readonly [gpus: number, diskGiB: number]>>
}

/** vCPUs and GiB of the sizes of burstable families, which follow no rule. */
const burstable: Readonly<Record<string, readonly [vcpus: number, memoryGiB: number]>> = {
  nano: [2, 0.5],
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  '2xlarge': [8, 32],
}
const burstableSizes = Object.keys(burstable).join(' ')
const oldCores: Readonly<Record<string, number>> = { nano: 1, micro: 1, small: 1 }

const toFour = 'large xlarge 2xlarge 4xlarge'
const intel = 'Intel'
const aws = 'AWS'

const families: readonly Family[] = [
  { name: 't2', sizes: burstableSizes, memoryPerVcpuGiB: 0, clockGHz: 2.3, old: true },
  { name: 't3', sizes: burstableSizes, memoryPerVcpuGiB: 0, clockGHz: 2.5 },
  { name: 't4g', sizes: burstableSizes, memoryPerVcpuGiB: 0, architecture: 'arm64', clockGHz: 2.5 },
  { name: 'm5', sizes: `${toFour} 8xlarge 12xlarge 16xlarge 24xlarge`, memoryPerVcpuGiB: 4, clockGHz: 3.1 },
  {
    name: 'm5d',
    sizes: `${toFour} 8xlarge 12xlarge 16xlarge 24xlarge`,
    memoryPerVcpuGiB: 4,
    clockGHz: 3.1,
    localDisk: true,
  },
  {
    name: 'm6i',
    sizes: `${toFour} 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge`,
    memoryPerVcpuGiB: 4,
    clockGHz: 3.5,
  },
  {
    name: 'm7g',
    sizes: `medium ${toFour} 8xlarge 12xlarge 16xlarge`,
    memoryPerVcpuGiB: 4,
    architecture: 'arm64',
    clockGHz: 2.6,
  },
  { name: 'c5', sizes: `${toFour} 9xlarge 12xlarge 18xlarge 24xlarge`, memoryPerVcpuGiB: 2, clockGHz: 3.4 },
  {
    name: 'c6i',
    sizes: `${toFour} 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge`,
    memoryPerVcpuGiB: 2,
    clockGHz: 3.5,
  },
  {
    name: 'c7g',
    sizes: `medium ${toFour} 8xlarge 12xlarge 16xlarge`,
    memoryPerVcpuGiB: 2,
    architecture: 'arm64',
    clockGHz: 2.6,
  },
  { name: 'r5', sizes: `${toFour} 8xlarge 12xlarge 16xlarge 24xlarge`, memoryPerVcpuGiB: 8, clockGHz: 3.1 },
  {
    name: 'r6i',
    sizes: `${toFour} 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge`,
    memoryPerVcpuGiB: 8,
    clockGHz: 3.5,
  },
  {
    name: 'r7g',
    sizes: `medium ${toFour} 8xlarge 12xlarge 16xlarge`,
    memoryPerVcpuGiB: 8,
    architecture: 'arm64',
    clockGHz: 2.6,
  },
  {
    name: 'g4dn',
    sizes: 'xlarge 2xlarge 12xlarge',
    memoryPerVcpuGiB: 4,
    clockGHz: 2.5,
    gpu: { name: 'T4', memoryMiB: 16_384 },
    parts: { xlarge: [1, 125], '2xlarge': [1, 225], '12xlarge': [4, 900] },
  },
  {
    name: 'g5g',
    sizes: 'xlarge 16xlarge',
    memoryPerVcpuGiB: 2,
    architecture: 'arm64',
    clockGHz: 2.5,
    gpu: { name: 'T4g', memoryMiB: 16_384 },
    parts: { xlarge: [1, 0], '16xlarge': [2, 0] },
  },
  {
    name: 'p4d',
    sizes: '24xlarge',
    memoryPerVcpuGiB: 12,
    clockGHz: 3,
    gpu: { name: 'A100', memoryMiB: 40_960 },
    parts: { '24xlarge': [8, 8_000] },
  },
]

/** `xlarge` is 4 vCPUs, `large` half of it, `medium` a quarter, `8xlarge` eight times. */
function vcpusOf(size: string): number {
  if (size === 'medium') return 1
  if (size === 'large') return 2
  return 4 * Number(size.replace('xlarge', '') || 1)
}

function shapeOf(family: Family, size: string): Pick<InstanceType, 'vcpus' | 'memoryMiB' | 'burstable'> {
  const fixed = family.memoryPerVcpuGiB === 0 ? burstable[size] : undefined
  if (!fixed) {
    const vcpus = vcpusOf(size)
    return { vcpus, memoryMiB: vcpus * family.memoryPerVcpuGiB * 1024, burstable: false }
  }
  const vcpus = family.old ? (oldCores[size] ?? fixed[0]) : fixed[0]
  return { vcpus, memoryMiB: fixed[1] * 1024, burstable: true }
}

function networkOf(vcpus: number, burst: boolean, old: boolean): string {
  if (old) return 'Low to Moderate'
  if (burst) return 'Up to 5 Gigabit'
  if (vcpus <= 16) return 'Up to 10 Gigabit'
  return vcpus <= 48 ? '12 Gigabit' : '25 Gigabit'
}

function interfacesOf(vcpus: number): readonly [interfaces: number, addresses: number] {
  if (vcpus <= 1) return [2, 4]
  if (vcpus <= 2) return [3, 10]
  if (vcpus <= 4) return [4, 15]
  return vcpus <= 32 ? [8, 30] : [15, 50]
}

function toType(family: Family, size: string): InstanceType {
  const { vcpus, memoryMiB, burstable: burst } = shapeOf(family, size)
  const { architecture = 'x86_64', old = false, clockGHz } = family
  const [count = 0, disk] = family.parts?.[size] ?? []
  const [interfaces, addressesPerInterface] = interfacesOf(vcpus)
  return {
    name: `${family.name}.${size}`,
    architecture,
    manufacturer: architecture === 'arm64' ? aws : intel,
    clockGHz,
    vcpus,
    threadsPerCore: architecture === 'arm64' || vcpus === 1 ? 1 : 2,
    memoryMiB,
    diskGiB: disk ?? (family.localDisk ? Math.round(vcpus * 37.5) : 0),
    ...(family.gpu && { gpus: { ...family.gpu, count } }),
    hypervisor: old ? 'xen' : 'nitro',
    burstable: burst,
    currentGeneration: true,
    freeTier: size === 'micro' && architecture === 'x86_64',
    network: networkOf(vcpus, burst, old),
    interfaces,
    addressesPerInterface,
    zones: old || family.name === 'c5' ? [0, 1] : [0, 1, 2],
  }
}

/** What a launch gets that names no type, for as long as the API has existed. */
const firstType: InstanceType = {
  ...toType({ name: 'm1', sizes: 'small', memoryPerVcpuGiB: 0, clockGHz: 2, old: true }, 'small'),
  memoryMiB: 1740,
  diskGiB: 160,
  burstable: false,
  currentGeneration: false,
  zones: [0],
}

export const instanceTypes: ReadonlyMap<string, InstanceType> = new Map(
  [
    firstType,
    ...families.flatMap((family) => family.sizes.split(' ').map((size) => toType(family, size))),
  ].map((type) => [type.name, type]),
)
