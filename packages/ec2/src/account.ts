import type { CallOptions, Listing } from '@cloud/core'
import {
  checkNames,
  checkText,
  clientOf,
  defined,
  type HasClient,
  list as listOf,
  number,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { type Ec2Client, read, send } from './client.ts'
import { type Description, described, list } from './description.ts'
import { exactly } from './filters.ts'

type Driver = HasClient<Ec2Client>

/** What EC2 itself tells of an account's limits in a region; newer ones are told by AWS's Service Quotas alone. */
export interface AccountLimits {
  readonly maxNodes?: number
  readonly maxAddresses?: number
  readonly maxFirewallsPerInterface?: number
  /** The default network; left out where there is none. */
  readonly defaultNetwork?: string
  /** All of them by EC2's names. */
  readonly native: Readonly<Record<string, readonly string[]>>
}

interface AttributeWire {
  readonly attributeName: string
  readonly attributeValueSet: readonly { readonly attributeValue: string }[]
}

const attributes = described(
  'accountAttributeSet',
  object<AttributeWire>({
    attributeName: required(text),
    attributeValueSet: listOf(
      'item',
      object<{ readonly attributeValue: string }>({ attributeValue: required(text) }),
    ),
  }),
)

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAccountAttributes.html */
export function getAccountLimits(driver: Driver, call?: CallOptions): Promise<AccountLimits> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const request = {
      name: 'DescribeAccountAttributes',
      repeat: read,
      parameters: {},
      answer: attributes,
    } as const
    const { items } = await send(client, request, left)
    const native = Object.fromEntries(
      items.map((each) => [each.attributeName, each.attributeValueSet.map((one) => one.attributeValue)]),
    )
    const [network] = native['default-vpc'] ?? []
    return {
      ...defined({
        maxNodes: numberOf(native['max-instances']),
        maxAddresses: numberOf(native['vpc-max-elastic-ips']),
        maxFirewallsPerInterface: numberOf(native['vpc-max-security-groups-per-interface']),
        defaultNetwork: network === 'none' ? undefined : network,
      }),
      native,
    }
  })
}

function numberOf(values: readonly string[] | undefined): number | undefined {
  return values?.[0] === undefined ? undefined : Number(values[0])
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReservedInstances.html, as spelled in its XML. */
export interface ReservedWire {
  readonly reservedInstancesId: string
  readonly instanceType?: string
  readonly availabilityZone?: string
  readonly instanceCount?: number
  readonly state?: string
  readonly start?: string
  readonly end?: string
  /** In seconds. */
  readonly duration?: number
  readonly productDescription?: string
  readonly offeringClass?: string
  readonly offeringType?: string
  readonly instanceTenancy?: string
  readonly scope?: string
  readonly currencyCode?: string
  readonly fixedPrice?: number
  readonly usagePrice?: number
  readonly recurringCharges: readonly { readonly amount?: number; readonly frequency?: string }[]
}

/** Hours of a size that were bought ahead: a discount, and no nodes. */
export interface ReservedNodes {
  readonly id: string
  readonly size?: string
  /** Left out of what holds for the whole region. */
  readonly location?: string
  readonly count: number
  /** `payment-pending active payment-failed retired queued queued-deleted`. */
  readonly state: string
  readonly startsAt?: string
  readonly endsAt?: string
  readonly native: ReservedWire
}

const reserved: XmlShape<ReservedWire> = object<ReservedWire>({
  reservedInstancesId: required(text),
  instanceType: text,
  availabilityZone: text,
  instanceCount: number,
  state: text,
  start: text,
  end: text,
  duration: number,
  productDescription: text,
  offeringClass: text,
  offeringType: text,
  instanceTenancy: text,
  scope: text,
  currencyCode: text,
  fixedPrice: number,
  usagePrice: number,
  recurringCharges: listOf(
    'item',
    object<{ readonly amount?: number; readonly frequency?: string }>({ amount: number, frequency: text }),
  ),
})

const reservedDescription: Description<ReservedWire, ReservedNodes> = {
  noun: 'reservation',
  action: 'DescribeReservedInstances',
  ids: 'ReservedInstancesId',
  pageSize: 0,
  answer: described('reservedInstancesSet', reserved),
  map: (wire) => ({
    id: wire.reservedInstancesId,
    count: wire.instanceCount ?? 0,
    state: wire.state ?? 'unknown',
    ...defined({
      size: wire.instanceType,
      location: wire.availabilityZone,
      startsAt: wire.start,
      endsAt: wire.end,
    }),
    native: wire,
  }),
}

/** What the account has reserved; of one state, as in `active`, if that is given. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeReservedInstances.html */
export function listReservedNodes(
  driver: Driver,
  query: { readonly state?: string | undefined } = {},
  call?: CallOptions,
): Listing<ReservedNodes> {
  checkNames('listReservedNodes', query, ['state'])
  const { state } = query
  const filters = state === undefined ? [] : [exactly('state', [checkText('The state', state, { max: 32 })])]
  return list(clientOf(driver), reservedDescription, filters, call)
}
