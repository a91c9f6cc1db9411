import { type Action, action, type FilterInput } from './action.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import type { InstanceType } from './instance-types.ts'
import { canHibernate } from './launch-settings.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'
import type { XmlFields } from './xml.ts'

interface TypesInput extends PagedInput {
  readonly InstanceType?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeInstanceTypes: Action = action<TypesInput>((ec2, input) => () => {
  const names = input.InstanceType
  if (names && input.MaxResults !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter instanceTypes cannot be used with the parameter maxResults',
    )
  }
  const lost = names?.filter((name) => !ec2.types.has(name)) ?? []
  if (lost.length > 0) {
    throw new Refusal(
      'InvalidInstanceType',
      `The following supplied instance types do not exist: [${lost.join(', ')}]`,
    )
  }
  const asked = [...ec2.types.values()].filter(({ name }) => !names || names.includes(name))
  const { items, next } = page(applyFilters(asked, input.Filter, typeFilters), input, {
    of: ['DescribeInstanceTypes', input.Filter, names],
    key: ({ name }) => name,
    largest: Math.min(ec2.pageSize, 100),
  })
  return { instanceTypeSet: items.map(typeFields), nextToken: next }
})

const typeFilters: FilterTable<InstanceType> = {
  'auto-recovery-supported': () => ['true'],
  'bare-metal': () => ['false'],
  'burstable-performance-supported': ({ burstable }) => [String(burstable)],
  'current-generation': ({ currentGeneration }) => [String(currentGeneration)],
  'free-tier-eligible': ({ freeTier }) => [String(freeTier)],
  'hibernation-supported': (type) => [String(canHibernate(type))],
  hypervisor: ({ hypervisor }) => [hypervisor],
  'instance-storage-supported': ({ diskGiB }) => [String(diskGiB > 0)],
  'instance-type': ({ name }) => [name],
  'memory-info.size-in-mib': ({ memoryMiB }) => [String(memoryMiB)],
  'network-info.network-performance': ({ network }) => [network],
  'processor-info.supported-architecture': ({ architecture }) => [architecture],
  'supported-root-device-type': () => ['ebs'],
  'supported-usage-class': () => usageClasses,
  'supported-virtualization-type': () => ['hvm'],
  'vcpu-info.default-cores': ({ vcpus, threadsPerCore }) => [String(vcpus / threadsPerCore)],
  'vcpu-info.default-threads-per-core': ({ threadsPerCore }) => [String(threadsPerCore)],
  'vcpu-info.default-vcpus': ({ vcpus }) => [String(vcpus)],
}

const usageClasses = ['on-demand', 'spot']

function typeFields(type: InstanceType): XmlFields {
  const nitro = type.hypervisor === 'nitro'
  return {
    instanceType: type.name,
    currentGeneration: type.currentGeneration,
    freeTierEligible: type.freeTier,
    supportedUsageClasses: usageClasses,
    supportedRootDeviceTypes: ['ebs'],
    supportedVirtualizationTypes: ['hvm'],
    bareMetal: false,
    hypervisor: type.hypervisor,
    processorInfo: {
      supportedArchitectures: [type.architecture],
      sustainedClockSpeedInGhz: type.clockGHz,
      manufacturer: type.manufacturer,
    },
    vCpuInfo: {
      defaultVCpus: type.vcpus,
      defaultCores: type.vcpus / type.threadsPerCore,
      defaultThreadsPerCore: type.threadsPerCore,
    },
    memoryInfo: { sizeInMiB: type.memoryMiB },
    instanceStorageSupported: type.diskGiB > 0,
    instanceStorageInfo: type.diskGiB > 0 ? diskFields(type) : undefined,
    gpuInfo: type.gpus && gpuFields(type.gpus),
    ebsInfo: {
      ebsOptimizedSupport: nitro ? 'default' : 'unsupported',
      encryptionSupport: 'supported',
      nvmeSupport: nitro ? 'required' : 'unsupported',
    },
    networkInfo: networkFields(type),
    placementGroupInfo: {
      supportedStrategies: type.burstable ? ['partition', 'spread'] : ['cluster', 'partition', 'spread'],
    },
    hibernationSupported: canHibernate(type),
    burstablePerformanceSupported: type.burstable,
    dedicatedHostsSupported: !type.burstable,
    autoRecoverySupported: true,
    supportedBootModes: type.architecture === 'arm64' ? ['uefi'] : ['legacy-bios', 'uefi'],
  }
}

const gpuFields = ({ name, memoryMiB, count }: NonNullable<InstanceType['gpus']>): XmlFields => ({
  gpus: [{ name, manufacturer: 'NVIDIA', count, memoryInfo: { sizeInMiB: memoryMiB } }],
  totalGpuMemoryInMiB: count * memoryMiB,
})

const diskFields = ({ diskGiB }: InstanceType): XmlFields => ({
  totalSizeInGB: diskGiB,
  disks: [{ sizeInGB: diskGiB, count: 1, type: 'ssd' }],
  nvmeSupport: 'required',
  encryptionSupport: 'required',
})

function networkFields(type: InstanceType): XmlFields {
  const nitro = type.hypervisor === 'nitro'
  return {
    networkPerformance: type.network,
    maximumNetworkInterfaces: type.interfaces,
    maximumNetworkCards: 1,
    defaultNetworkCardIndex: 0,
    networkCards: [
      {
        networkCardIndex: 0,
        networkPerformance: type.network,
        maximumNetworkInterfaces: type.interfaces,
      },
    ],
    ipv4AddressesPerInterface: type.addressesPerInterface,
    ipv6AddressesPerInterface: type.addressesPerInterface,
    ipv6Supported: true,
    enaSupport: nitro ? 'required' : 'unsupported',
    efaSupported: false,
    encryptionInTransitSupported: false,
    enaSrdSupported: false,
  }
}
