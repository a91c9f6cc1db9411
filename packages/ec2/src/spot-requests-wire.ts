import type { Resource } from '@cloud/core'
import { defined, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotInstanceRequest.html, as spelled in its XML. */
export interface SpotRequestWire {
  readonly spotInstanceRequestId: string
  readonly state?: string
  readonly status?: { readonly code?: string; readonly message?: string; readonly updateTime?: string }
  readonly fault?: { readonly code?: string; readonly message?: string }
  readonly type?: string
  readonly spotPrice?: string
  readonly instanceId?: string
  readonly instanceInterruptionBehavior?: string
  readonly productDescription?: string
  readonly launchedAvailabilityZone?: string
  readonly createTime?: string
  readonly validFrom?: string
  readonly validUntil?: string
  readonly tagSet: readonly TagWire[]
}

/** What was asked of the spot market, and what came of it. */
export interface Ec2SpotRequest extends Resource<'spot-request', SpotRequestWire> {
  /** `open active closed cancelled failed disabled`; `native.status.code` says why. */
  readonly state: string
  readonly type?: string
  /** In US dollars an hour. */
  readonly maxPrice?: number
  readonly node?: string
  readonly location?: string
  readonly createdAt?: string
}

interface StatusWire {
  readonly code?: string
  readonly message?: string
  readonly updateTime?: string
}

const spotRequest: XmlShape<SpotRequestWire> = object<SpotRequestWire>({
  spotInstanceRequestId: required(text),
  state: text,
  status: object<StatusWire>({ code: text, message: text, updateTime: text }),
  fault: object<{ readonly code?: string; readonly message?: string }>({ code: text, message: text }),
  type: text,
  spotPrice: text,
  instanceId: text,
  instanceInterruptionBehavior: text,
  productDescription: text,
  launchedAvailabilityZone: text,
  createTime: text,
  validFrom: text,
  validUntil: text,
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSpotInstanceRequests.html */
export const spotRequestDescription: Description<SpotRequestWire, Ec2SpotRequest> = {
  noun: 'spot request',
  action: 'DescribeSpotInstanceRequests',
  ids: 'SpotInstanceRequestId',
  pageSize: 1000,
  answer: described('spotInstanceRequestSet', spotRequest),
  map: (wire) => ({
    kind: 'spot-request',
    id: wire.spotInstanceRequestId,
    name: nameOf(wire.tagSet),
    state: wire.state ?? 'unknown',
    ...defined({
      type: wire.type,
      maxPrice: wire.spotPrice === undefined ? undefined : Number(wire.spotPrice),
      node: wire.instanceId,
      location: wire.launchedAvailabilityZone,
      createdAt: wire.createTime,
    }),
    native: wire,
  }),
}
