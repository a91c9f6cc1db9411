import type { CallOptions } from '@cloud/core'
import { afterWrite, beforeWrite } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { getBalancer } from './get-balancer.ts'
import { type CloudStackBalancer, type LoadBalancerWire, toBalancer } from './load-balancers-wire.ts'
import type { Parameters } from './parameters.ts'
import { perform, refusedNow } from './perform.ts'

interface Change {
  readonly parameters: Parameters
  /** Whether the rule is so already. */
  readonly isSo: (wire: LoadBalancerWire) => boolean
}

interface Answer {
  readonly loadbalancer?: LoadBalancerWire
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/updateLoadBalancerRule.html */
export async function changeRule(
  client: CloudStackClient,
  ref: string,
  { parameters, isSo }: Change,
  call: CallOptions,
): Promise<CloudStackBalancer> {
  const before = await beforeWrite(getBalancer(client, ref, call))
  if (isSo(before.native)) return before
  const { id } = before
  const shown = async (left: CallOptions) => isSo((await getBalancer(client, id, left)).native)
  const own = { id, ...parameters }
  const word = 'updateloadbalancer'
  const action = { name: 'updateLoadBalancerRule', parameters: own, on: id, word, shown }
  const answer: Answer = await perform(client, action, call).catch((error: unknown) => {
    throw refusedNow(error)
  })
  const { loadbalancer: now } = answer
  if (now?.id === id && isSo(now)) return toBalancer(now)
  return afterWrite(getBalancer(client, id, call))
}
