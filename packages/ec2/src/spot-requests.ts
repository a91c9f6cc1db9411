import type { CallOptions, Listing, Ref } from '@cloud/core'
import { checkList, checkNames, checkText, clientOf, type HasClient, idOf } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { type Ec2SpotRequest, spotRequestDescription } from './spot-requests-wire.ts'

type Driver = HasClient<Ec2Client>

export interface SpotRequestQuery {
  readonly node?: Ref<'node'> | undefined
  /** Of `open active closed cancelled failed disabled`, any of these. */
  readonly states?: readonly string[] | undefined
}

/** Those of the last days too that are over. */
export function listSpotRequests(
  driver: Driver,
  query: SpotRequestQuery = {},
  call?: CallOptions,
): Listing<Ec2SpotRequest> {
  checkNames('listSpotRequests', query, ['node', 'states'])
  const { node, states } = query
  checkList('states', states, (what, state) => checkText(what, state, { max: 32 }))
  const filters = [
    ...(node === undefined ? [] : [exactly('instance-id', [idOf('node', node, 'node')])]),
    ...(states === undefined ? [] : [exactly('state', states.length > 0 ? states : ['none'])]),
  ]
  return list(clientOf(driver), spotRequestDescription, filters, call)
}

/** `not-found` where there is none. */
export function getSpotRequest(
  driver: Driver,
  request: Ref<'spot-request'>,
  call?: CallOptions,
): Promise<Ec2SpotRequest> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    get(client, spotRequestDescription, idOf('spot request', request, 'spot-request'), left),
  )
}

/**
 * Takes a request back: a persistent one asks no more. The node that it got runs on, and is destroyed as any other. Resolves where the
 * request is over already; `not-found` where there is none.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CancelSpotInstanceRequests.html
 */
export function cancelSpotRequest(
  driver: Driver,
  request: Ref<'spot-request'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { SpotInstanceRequestId: [idOf('spot request', request, 'spot-request')] }
    await send(
      client,
      { name: 'CancelSpotInstanceRequests', repeat: idempotent, parameters, answer: done },
      left,
    )
  })
}
