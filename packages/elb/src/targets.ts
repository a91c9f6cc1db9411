import type { CallOptions } from '@cloud/core'
import type { CheckedTarget } from './check-balancer.ts'
import { done, type ElbClient, idempotent, read, send } from './client.ts'
import { type TargetGroupWire, type TargetHealthWire, targetHealthAnswer } from './target-groups-wire.ts'

type Group = Pick<TargetGroupWire, 'TargetGroupArn'>

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html */
export async function register(
  client: ElbClient,
  { TargetGroupArn }: Group,
  targets: readonly CheckedTarget[],
  call: CallOptions,
): Promise<void> {
  if (targets.length === 0) return
  const parameters = { TargetGroupArn, Targets: targets }
  await send(client, { name: 'RegisterTargets', repeat: idempotent, parameters, answer: done }, call)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeregisterTargets.html */
export async function deregister(
  client: ElbClient,
  { TargetGroupArn }: Group,
  targets: readonly CheckedTarget[],
  call: CallOptions,
): Promise<void> {
  if (targets.length === 0) return
  const parameters = { TargetGroupArn, Targets: targets }
  await send(client, { name: 'DeregisterTargets', repeat: idempotent, parameters, answer: done }, call)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html */
export async function healthsOf(
  client: ElbClient,
  { TargetGroupArn }: Group,
  call: CallOptions,
): Promise<readonly TargetHealthWire[]> {
  const parameters = { TargetGroupArn }
  const request = { name: 'DescribeTargetHealth', repeat: read, parameters, answer: targetHealthAnswer }
  return (await send(client, request, call)).TargetHealthDescriptions
}
