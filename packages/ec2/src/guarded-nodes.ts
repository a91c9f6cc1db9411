import type { CallOptions } from '@cloud/core'
import { list, object, required, text, type XmlShape } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import { type Description, described, list as listAll } from './description.ts'
import { exactly } from './filters.ts'
import type { Ec2Firewall } from './firewalls-wire.ts'
import { stateNames } from './nodes-wire.ts'

interface GuardedWire {
  readonly instanceId: string
  readonly groupSet: readonly { readonly groupId: string }[]
}

interface ReservationWire {
  readonly instancesSet: readonly GuardedWire[]
}

const guarded: XmlShape<GuardedWire> = object<GuardedWire>({
  instanceId: required(text),
  groupSet: list('item', object<{ readonly groupId: string }>({ groupId: required(text) })),
})

const reservations: Description<ReservationWire, readonly GuardedWire[]> = {
  noun: 'node',
  action: 'DescribeInstances',
  ids: 'InstanceId',
  pageSize: 1000,
  answer: described('reservationSet', object<ReservationWire>({ instancesSet: list('item', guarded) })),
  map: ({ instancesSet }) => instancesSet,
}

/** The firewalls with the nodes that they guard, by their first network interface: 200 at most. */
export async function withNodes(
  client: Ec2Client,
  firewalls: readonly Ec2Firewall[],
  call: CallOptions,
): Promise<readonly Ec2Firewall[]> {
  if (firewalls.length === 0) return []
  const filters = [
    exactly(
      'instance.group-id',
      firewalls.map(({ id }) => id),
    ),
    exactly('instance-state-name', stateNames(undefined)),
  ]
  const nodes = (await listAll(client, reservations, filters, call).toArray()).flat()
  return firewalls.map((firewall) => ({
    ...firewall,
    nodes: nodes
      .filter(({ groupSet }) => groupSet.some(({ groupId }) => groupId === firewall.id))
      .map(({ instanceId }) => instanceId),
  }))
}
