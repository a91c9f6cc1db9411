import type { CallOptions } from '@cloud/core'
import { named } from '@cloud/core/driver'
import { groupsOfActions } from './actions-wire.ts'
import type { CheckedListener } from './check-listener.ts'
import { type ElbClient, send } from './client.ts'
import { listenersOf } from './get-balancer.ts'
import { type ListenersWire, type ListenerWire, listenersAnswer } from './listeners-wire.ts'
import { orFound, refusal } from './lookups.ts'
import type { GroupTarget } from './own-groups.ts'
import type { TargetGroupWire } from './target-groups-wire.ts'

export interface NewListener {
  readonly balancerArn: string
  readonly listener: CheckedListener
  readonly groups: readonly TargetGroupWire[]
}

export const groupFor = (
  { targetProtocol, targetPort }: GroupTarget,
  groups: readonly TargetGroupWire[],
): TargetGroupWire | undefined =>
  groups.find(({ Protocol, Port }) => Protocol === targetProtocol.toUpperCase() && Port === targetPort)

/** A second one that is the same gives what is there. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
export async function makeListener(
  client: ElbClient,
  { balancerArn, listener, groups }: NewListener,
  call: CallOptions,
): Promise<ListenerWire> {
  const { protocol, port, certificate, native } = listener
  const group = groupFor(listener, groups)
  if (group === undefined) throw refusal('protocol', `There is no target group for port ${port}`)
  const { TargetGroupArn } = group
  const parameters = {
    LoadBalancerArn: balancerArn,
    Protocol: protocol.toUpperCase(),
    Port: port,
    SslPolicy: native.sslPolicy,
    AlpnPolicy: native.alpnPolicy === undefined ? undefined : [native.alpnPolicy],
    Certificates: certificate === undefined ? undefined : [{ CertificateArn: certificate }],
    DefaultActions: [{ Type: 'forward', TargetGroupArn }],
  }
  const find = async (left: CallOptions): Promise<ListenersWire | undefined> => {
    const all = await listenersOf(client, balancerArn, left)
    const Listeners = all.filter(
      ({ Port, Protocol, DefaultActions }) =>
        Port === port &&
        Protocol === parameters.Protocol &&
        groupsOfActions(DefaultActions).includes(TargetGroupArn),
    )
    return Listeners.length > 0 ? { Listeners } : undefined
  }
  const request = { name: 'CreateListener', repeat: named(find), parameters, answer: listenersAnswer }
  const [made] = (await orFound(send(client, request, call), () => find(call))).Listeners
  if (made !== undefined) return made
  throw refusal('protocol', 'CreateListener told of no listener')
}
