import type { Algorithm, Algorithms, CallOptions, Ref } from '@cloud/core'
import { beforeWrite, idOf, invalid, told } from '@cloud/core/driver'
import { checkWord } from './check-value.ts'
import type { ElbClient } from './client.ts'
import { balancerArn } from './get-balancer.ts'
import { groupAttributes, setGroupAttributes } from './group-attributes.ts'
import { memberGroups } from './own-groups.ts'

/** Of application balancers; network balancers send each connection by a hash of its addresses and ports. */
export type ElbAlgorithm = 'round-robin' | 'least-connections' | 'random'

const attribute = 'load_balancing.algorithm.type'
const words: Readonly<Record<ElbAlgorithm, string>> = {
  'round-robin': 'round_robin',
  'least-connections': 'least_outstanding_requests',
  random: 'weighted_random',
}
const known: readonly ElbAlgorithm[] = ['round-robin', 'least-connections', 'random']

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
export function algorithms(client: ElbClient): Algorithms<ElbAlgorithm> {
  return {
    getAlgorithm: (balancer, call) =>
      client.within(call, async (left) => getAlgorithm(client, balancer, left)),
    setAlgorithm: (balancer, algorithm, call) =>
      client.within(call, async (left) => setAlgorithm(client, balancer, algorithm, left)),
  }
}

async function getAlgorithm(client: ElbClient, ref: Ref<'balancer'>, call: CallOptions): Promise<Algorithm> {
  const [group] = await memberGroups(client, balancerArn(client, ref), call)
  const attributes = await groupAttributes(client, group, call)
  return known.find((algorithm) => words[algorithm] === attributes[attribute]) ?? 'round-robin'
}

async function setAlgorithm(
  client: ElbClient,
  ref: Ref<'balancer'>,
  algorithm: ElbAlgorithm,
  call: CallOptions,
): Promise<void> {
  const id = idOf('balancer', ref, 'balancer')
  checkWord('The algorithm', algorithm, known)
  if (algorithm === undefined) throw invalid(`The algorithm is ${told(algorithm)}`, known.join(' or '))
  const groups = await beforeWrite(memberGroups(client, balancerArn(client, id), call))
  await setGroupAttributes(client, groups, { [attribute]: words[algorithm] }, call)
}
