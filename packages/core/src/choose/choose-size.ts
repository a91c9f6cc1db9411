import { mapAtMost } from '../at-most.ts'
import { checkNames, checkText } from '../check.ts'
import type { CallOptions, Ref } from '../contract/call.ts'
import type { Architecture, Compute, Price, Size } from '../contract/compute.ts'
import { invalid } from '../errors.ts'
import { byNumber, type Choice, chosen, driversOf } from './choice.ts'

/** What a size has to have at least, and may cost at most. */
export interface WantedSize {
  readonly vcpus?: number | undefined
  readonly memoryMiB?: number | undefined
  readonly diskGiB?: number | undefined
  readonly architecture?: Architecture | undefined
  /** How many there are to be, or of which model. Left out, a size with GPUs comes after all without; 0 refuses it. */
  readonly gpu?: number | WantedGpus | undefined
  /** By the hour. A size whose price is not told, or is told in another currency, is refused. */
  readonly maxPrice?: { readonly hourly: number; readonly currency: string } | undefined
  /**
   * Whether the lowest price decides, which takes sizes with a price in one currency alone; else the size that has the least more than is wanted:
   * of memory first, then of processors.
   */
  readonly cheapest?: boolean | undefined
  readonly location?: Ref<'location'> | undefined
}

export interface WantedGpus {
  /** 1 unless given. */
  readonly count?: number | undefined
  /** Words of the model's name, whatever case they have: `T4`, `nvidia a100`. */
  readonly model?: string | undefined
}

const names: readonly (keyof WantedSize)[] = [
  'vcpus',
  'memoryMiB',
  'diskGiB',
  'architecture',
  'gpu',
  'maxPrice',
  'cheapest',
  'location',
]

/**
 * The size that is as wanted, of all that one driver or several list, with what else would do and why each other one would not. The same lists
 * give the same choice. Of several drivers the `driver` is told with the size. Where none is as wanted it rejects with `not-found`, whose
 * hint tells those that came nearest and whose `details.refused` tells all.
 */
export async function chooseSize<D extends Compute>(
  from: D | readonly D[],
  wanted: WantedSize,
  call?: CallOptions,
): Promise<Choice<Size, D>> {
  check(wanted)
  const drivers = driversOf(from)
  const { location } = wanted
  const lists = await mapAtMost(4, drivers, async (driver) => {
    const sizes = await driver.listSizes(location === undefined ? {} : { location }, call).toArray()
    return sizes.map((item) => ({ driver, item }))
  })
  const offers = lists.flat()
  const currency = wanted.maxPrice?.currency ?? offers.find(({ item }) => item.price)?.item.price?.currency
  const judged = offers.map((offer) => ({ offer, why: reasons(offer.item, wanted, currency) }))
  return chosen('size', judged, drivers, wanted.cheapest ? byPrice : byFit)
}

function check(wanted: WantedSize): void {
  checkNames('chooseSize', wanted, names)
  for (const name of ['vcpus', 'memoryMiB', 'diskGiB'] as const) checkAmount(name, wanted[name])
  const { architecture, maxPrice, cheapest } = wanted
  if (architecture !== undefined && !['x86_64', 'arm64', 'other'].includes(architecture))
    throw invalid(`architecture is ${architecture}`, "'x86_64', 'arm64' or 'other'")
  checkGpu(wanted.gpu)
  if (cheapest !== undefined && typeof cheapest !== 'boolean') throw invalid('cheapest must be a boolean')
  if (maxPrice === undefined) return
  checkNames('maxPrice', maxPrice, ['hourly', 'currency'])
  checkAmount('maxPrice.hourly', maxPrice.hourly)
  if (!/^[A-Z]{3}$/.test(maxPrice.currency)) throw invalid('maxPrice.currency is no currency', "as in 'USD'")
}

function checkGpu(gpu: WantedSize['gpu']): void {
  if (typeof gpu !== 'object') {
    checkAmount('gpu', gpu)
    return
  }
  checkNames('gpu', gpu, ['count', 'model'])
  checkAmount('gpu.count', gpu.count)
  if (gpu.model === undefined) return
  checkText('gpu.model', gpu.model, { max: 63 })
  if (wordsOf(gpu.model).length === 0) throw invalid('gpu.model has no letter and no digit', "such as 'T4'")
}

function checkAmount(name: string, value: number | undefined): void {
  if (value === undefined || (typeof value === 'number' && value >= 0 && Number.isFinite(value))) return
  throw invalid(`${name} is ${value}`, 'a number from 0')
}

function reasons(size: Size, wanted: WantedSize, currency: string | undefined): readonly string[] {
  const { vcpus = 0, memoryMiB = 0, diskGiB = 0, architecture } = wanted
  const why: string[] = []
  if (size.vcpus < vcpus) why.push(`${size.vcpus} vCPUs are fewer than ${vcpus}`)
  if (size.memoryMiB < memoryMiB) why.push(`${size.memoryMiB} MiB are less than ${memoryMiB}`)
  // Where disks are chosen apart, a size has none, and any disk can be had.
  if (size.diskGiB !== undefined && size.diskGiB < diskGiB)
    why.push(`a disk of ${size.diskGiB} GiB is less than ${diskGiB}`)
  if (architecture !== undefined && size.architecture !== architecture)
    why.push(size.architecture === undefined ? 'its architecture is not told' : `it is ${size.architecture}`)
  return [...why, ...gpuReasons(size, wanted), ...priceReasons(size.price, wanted, currency)]
}

function gpuReasons({ gpus }: Size, { gpu }: WantedSize): readonly string[] {
  if (gpu === undefined) return []
  const { count = 1, model } = typeof gpu === 'number' ? { count: gpu } : gpu
  const has = gpus?.count ?? 0
  if (count === 0) return has === 0 ? [] : [`it has ${has} GPUs`]
  const why = has < count ? [`${has} GPUs are fewer than ${count}`] : []
  if (model === undefined) return why
  if (gpus === undefined) return [...why, `it has no ${model}`]
  const words = wordsOf(gpus.model ?? '')
  if (wordsOf(model).every((word) => words.includes(word))) return why
  return [
    ...why,
    gpus.model === undefined ? 'the model of its GPUs is not told' : `its GPUs are ${gpus.model}`,
  ]
}

const wordsOf = (model: string): readonly string[] => model.toLowerCase().match(/[a-z0-9]+/g) ?? []

function priceReasons(
  price: Price | undefined,
  { maxPrice, cheapest }: WantedSize,
  currency: string | undefined,
): readonly string[] {
  if (maxPrice === undefined && !cheapest) return []
  const hourly = price && hourlyOf(price)
  if (price === undefined || hourly === undefined) return ['its price is not told']
  if (price.currency !== currency) return [`its price is in ${price.currency}, not in ${currency}`]
  if (maxPrice !== undefined && hourly > maxPrice.hourly)
    return [`${hourly} ${price.currency} an hour are more than ${maxPrice.hourly}`]
  return []
}

/** Of a price by the month alone the hour is that of a month of 730, as providers bill it. */
const hourlyOf = ({ hourly, monthly }: Price): number | undefined =>
  hourly ?? (monthly === undefined ? undefined : monthly / 730)

const priceOf = ({ price }: Size): number | undefined => price && hourlyOf(price)

/** Without the price, as prices of several currencies have no order. */
const byFit = (one: Size, other: Size): number =>
  byGpus(one, other) || one.memoryMiB - other.memoryMiB || one.vcpus - other.vcpus

/** The fewest: they are what is scarce, and dear. */
const byGpus = (one: Size, other: Size): number => (one.gpus?.count ?? 0) - (other.gpus?.count ?? 0)

const byPrice = (one: Size, other: Size): number =>
  byNumber(priceOf(one), priceOf(other)) || other.memoryMiB - one.memoryMiB || other.vcpus - one.vcpus
