import type { Ec2 } from './action.ts'
import { type Instance, stateOf } from './instance.ts'
import type { InstanceType } from './instance-types.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { spotPrice } from './spot-price.ts'
import type { Zone } from './zones.ts'

export interface SpotRequest {
  readonly id: string
  readonly instanceId: string
  readonly createdAt: number
  readonly maxPrice: string
  readonly type: 'one-time' | 'persistent'
  readonly interruption: 'hibernate' | 'stop' | 'terminate'
  readonly validUntil: Date | undefined
  cancelled: boolean
}

/** By wire name. */
export interface MarketInput {
  readonly MarketType?: string
  readonly SpotOptions?: {
    readonly MaxPrice?: string
    readonly SpotInstanceType?: SpotRequest['type']
    readonly InstanceInterruptionBehavior?: SpotRequest['interruption']
    readonly BlockDurationMinutes?: number
    readonly ValidUntil?: Date
  }
}

export type SpotTerms = Pick<SpotRequest, 'maxPrice' | 'type' | 'interruption' | 'validUntil'>

/** What a launch asks of the spot market, or undefined for one that does not. */
export function readMarket(
  ec2: Ec2,
  input: MarketInput | undefined,
  {
    type,
    zone,
    isProtected,
  }: { readonly type: InstanceType; readonly zone: Zone; readonly isProtected: boolean },
): SpotTerms | undefined {
  if (!input) return undefined
  if (input.MarketType !== 'spot') {
    throw new Refusal('UnsupportedOperation', 'The emulated cloud has no market but spot')
  }
  if (isProtected) {
    throw new Refusal(
      'InvalidParameterCombination',
      'Termination protection cannot be enabled for Spot Instances.',
    )
  }
  const { SpotOptions: given = {} } = input
  if (given.BlockDurationMinutes !== undefined) {
    throw new Refusal('UnsupportedOperation', 'Spot Instances with a defined duration are no longer offered')
  }
  const { SpotInstanceType: kind = 'one-time', InstanceInterruptionBehavior: interruption = 'terminate' } =
    given
  if (kind === 'one-time') checkOnce(interruption, given.ValidUntil)
  if (given.ValidUntil && given.ValidUntil.getTime() <= ec2.centre.clock.now()) {
    throw invalidValue('ValidUntil must be in the future')
  }
  const maxPrice = readPrice(ec2, given.MaxPrice, type, zone)
  return { maxPrice, type: kind, interruption, validUntil: given.ValidUntil }
}

function checkOnce(interruption: SpotRequest['interruption'], validUntil: Date | undefined): void {
  if (interruption !== 'terminate') {
    throw new Refusal(
      'InvalidParameterCombination',
      `The interruption behavior '${interruption}' needs a persistent Spot Instance request`,
    )
  }
  if (validUntil) {
    throw new Refusal('InvalidParameterCombination', 'ValidUntil needs a persistent Spot Instance request')
  }
}

function readPrice(ec2: Ec2, given: string | undefined, type: InstanceType, zone: Zone): string {
  const price = spotPrice(type, zone, ec2.centre.clock.now())
  if (given === undefined) return (Number(price) * 3).toFixed(6)
  if (!/^\d+(\.\d+)?$/.test(given) || Number(given) === 0) {
    throw invalidValue(`Value (${given}) for parameter MaxPrice is invalid. It must be a positive number.`)
  }
  if (Number(given) >= Number(price)) return Number(given).toFixed(6)
  throw new Refusal(
    'SpotMaxPriceTooLow',
    `Your Spot request price of ${given} is lower than the minimum required Spot request fulfillment price of ${price}.`,
  )
}

/** Throws where the account may not have `count` more spot instances. */
export function refuseSpotCount(ec2: Ec2, count: number): void {
  const { spotInstances = Number.POSITIVE_INFINITY } = ec2.limits
  const present = [...ec2.spotRequests.values()].filter(
    (one) => spotState(ec2, one).state === 'active',
  ).length
  if (present + count > spotInstances) {
    throw new Refusal('MaxSpotInstanceCountExceeded', 'Max spot instance count exceeded')
  }
}

export const requestOf = (ec2: Ec2, { id }: Instance): SpotRequest | undefined =>
  [...ec2.spotRequests.values()].find(({ instanceId }) => instanceId === id)

/** The state of a request and the code of its status. An instance that is gone is not launched anew, as the real market would. */
export function spotState(
  ec2: Ec2,
  { instanceId, cancelled, type }: SpotRequest,
): { readonly state: string; readonly code: string } {
  const instance = ec2.instances.get(instanceId)
  const name = instance && stateOf(instance).name
  const isAlive = name !== undefined && name !== 'terminated' && name !== 'shutting-down'
  if (cancelled) {
    const code = isAlive ? 'request-canceled-and-instance-running' : 'instance-terminated-by-user'
    return { state: 'cancelled', code }
  }
  if (isAlive) {
    return name === 'stopping' || name === 'stopped'
      ? { state: 'disabled', code: 'instance-stopped-by-user' }
      : { state: 'active', code: 'fulfilled' }
  }
  return type === 'one-time'
    ? { state: 'closed', code: 'instance-terminated-by-user' }
    : { state: 'open', code: 'capacity-not-available' }
}
