import type { CallOptions } from '@cloud/core'
import { afterWrite, beforeWrite } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { getBalancer } from './get-balancer.ts'
import type { CloudStackBalancer, LoadBalancerWire } from './load-balancers-wire.ts'
import type { Parameters } from './parameters.ts'
import { perform, refusedNow } from './perform.ts'

interface Change {
  readonly parameters: Parameters
  /** Whether the rule is so already. */
  readonly isSo: (wire: LoadBalancerWire) => boolean
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
  try {
    await perform(client, { name: 'updateLoadBalancerRule', parameters: own, on: id, word, shown }, call)
  } catch (error) {
    throw refusedNow(error)
  }
  return afterWrite(getBalancer(client, id, call))
}
