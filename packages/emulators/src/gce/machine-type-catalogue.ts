export interface MachineType {
  readonly name: string
  readonly id: string
  readonly guestCpus: number
  readonly memoryMb: number
  readonly description: string
  readonly shared: boolean
  readonly architecture: 'X86_64' | 'ARM64'
  readonly mostDisks: number
  readonly accelerators?: { readonly type: string; readonly count: number }
}

type Part = Pick<MachineType, 'name' | 'guestCpus' | 'memoryMb'> & Partial<MachineType>

/** Of a series, one type for each number of vCPUs, with so much memory for each. */
const series = (
  family: string,
  mbPerCpu: number,
  cpus: readonly number[],
  more: Partial<MachineType> = {},
): readonly Part[] =>
  cpus.map((guestCpus) => ({
    name: `${family}-${guestCpus}`,
    guestCpus,
    memoryMb: Math.round(guestCpus * mbPerCpu),
    ...more,
  }))

const shared = (name: string, guestCpus: number, memoryMb: number): Part => ({
  name,
  guestCpus,
  memoryMb,
  shared: true,
  mostDisks: 16,
  description: `Efficient Instance, ${guestCpus} vCPU (shared physical core) and ${memoryMb / 1_024} GB RAM`,
})

const parts: readonly Part[] = [
  shared('f1-micro', 1, 614),
  shared('g1-small', 1, 1_740),
  shared('e2-micro', 2, 1_024),
  shared('e2-small', 2, 2_048),
  shared('e2-medium', 2, 4_096),
  ...series('e2-standard', 4_096, [2, 4, 8, 16, 32]),
  ...series('e2-highmem', 8_192, [2, 4, 8, 16]),
  ...series('e2-highcpu', 1_024, [2, 4, 8, 16, 32]),
  ...series('n1-standard', 3_840, [1, 2, 4, 8, 16, 32, 64, 96]),
  ...series('n1-highmem', 6_656, [2, 4, 8, 16, 32, 64, 96]),
  ...series('n1-highcpu', 921.6, [2, 4, 8, 16, 32, 64, 96]),
  ...series('n2-standard', 4_096, [2, 4, 8, 16, 32, 48, 64, 80, 96, 128]),
  ...series('n2-highmem', 8_192, [2, 4, 8, 16, 32, 48, 64]),
  ...series('n2-highcpu', 1_024, [2, 4, 8, 16, 32, 48, 64]),
  ...series('n2d-standard', 4_096, [2, 4, 8, 16, 32, 48, 64]),
  ...series('c2-standard', 4_096, [4, 8, 16, 30, 60]),
  ...series('c3-standard', 4_096, [4, 8, 22, 44, 88, 176]),
  ...series('t2d-standard', 4_096, [1, 2, 4, 8, 16, 32, 48, 60]),
  ...series('t2a-standard', 4_096, [1, 2, 4, 8, 16, 32, 48], { architecture: 'ARM64' }),
  { name: 'g2-standard-4', guestCpus: 4, memoryMb: 16_384, accelerators: { type: 'nvidia-l4', count: 1 } },
  {
    name: 'a2-highgpu-1g',
    guestCpus: 12,
    memoryMb: 87_040,
    accelerators: { type: 'nvidia-tesla-a100', count: 1 },
  },
]

const finished = (part: Part, id: number): MachineType => ({
  id: String(id),
  description: `${part.guestCpus} vCPUs ${part.memoryMb / 1_024} GB RAM`,
  shared: false,
  architecture: 'X86_64',
  mostDisks: 128,
  ...part,
})

/** Of the vendor's families the ones most used, by name; the same in every zone. */
export const machineTypes: ReadonlyMap<string, MachineType> = new Map(
  parts.map((part, index) => [part.name, finished(part, 3_000 + index)]),
)

interface CustomRule {
  readonly mostCpus: number
  /** MiB for each vCPU. */
  readonly least: number
  readonly most: number
}

/** The families that take custom shapes; the one without a name is N1. */
const customRules: Readonly<Record<string, CustomRule>> = {
  '': { mostCpus: 96, least: 921.6, most: 6_656 },
  n1: { mostCpus: 96, least: 921.6, most: 6_656 },
  n2: { mostCpus: 128, least: 512, most: 8_192 },
  n2d: { mostCpus: 224, least: 512, most: 8_192 },
  e2: { mostCpus: 32, least: 512, most: 8_192 },
}

/** What a custom type's name means: `n2-custom-4-8192`, with `-ext` for more memory; or the sentence that says what is wrong with it. */
export function customType(name: string): MachineType | string | undefined {
  const [, family, cpus, memory, extended] = /^(?:([a-z]\w+)-)?custom-(\d+)-(\d+)(-ext)?$/.exec(name) ?? []
  if (cpus === undefined || memory === undefined) return undefined
  const rule = customRules[family ?? '']
  if (!rule) return `The family ${family} has no custom machine types.`
  const guestCpus = Number(cpus)
  const memoryMb = Number(memory)
  if (guestCpus < 1 || guestCpus > rule.mostCpus || (guestCpus > 1 && guestCpus % 2 === 1))
    return `Number of CPUs for this machine type must be 1 or an even number up to ${rule.mostCpus}.`
  if (memoryMb % 256 !== 0) return 'Memory should be a multiple of 256MiB.'
  const least = Math.ceil((guestCpus * rule.least) / 256) * 256
  const most = extended ? 638_976 : guestCpus * rule.most
  if (memoryMb < least || memoryMb > most) return `Memory must be between ${least} MiB and ${most} MiB.`
  return finished(
    { name, guestCpus, memoryMb, description: `Custom created machine type.` },
    9_000 + guestCpus,
  )
}
