import type { Algorithms } from '@cloud/core'
import { invalid, told } from '@cloud/core/driver'
import { changeRule } from './change-rule.ts'
import type { CloudStackClient } from './client.ts'
import { balancerIdOf, getBalancer } from './get-balancer.ts'
import { type CloudStackAlgorithm, fromAlgorithm, toAlgorithm } from './load-balancers-wire.ts'

/** How the next member is chosen. */
export function algorithms(client: CloudStackClient): Algorithms<CloudStackAlgorithm> {
  return {
    getAlgorithm: (balancer, call) =>
      client.within(call, async (left) =>
        toAlgorithm((await getBalancer(client, balancer, left)).native.algorithm),
      ),
    setAlgorithm: (balancer, ours, call) =>
      client.within(call, async (left) => {
        const id = balancerIdOf(balancer)
        const algorithm = fromAlgorithm(ours)
        if (algorithm === undefined)
          throw invalid(`The algorithm is ${told(ours)}`, 'round-robin, least-connections or source-ip')
        const isSo = (wire: { readonly algorithm: string }) => toAlgorithm(wire.algorithm) === ours
        await changeRule(client, id, { parameters: { algorithm }, isSo }, left)
      }),
  }
}
