import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import type { SecurityGroupWire } from './firewalls-wire.ts'
import { findOne, oneOf } from './pages.ts'

export const groupList = { name: 'listSecurityGroups', key: 'securitygroup' } as const

export function getSecurityGroup(
  client: CloudStackClient,
  ref: Ref<'firewall'>,
  call: CallOptions,
): Promise<SecurityGroupWire> {
  const id = idOf('firewall', ref, 'firewall')
  const map = (wire: SecurityGroupWire) => wire
  return oneOf(client, { ...groupList, map }, { what: 'firewall', id }, call)
}

/** Names are unique in an account. */
export function findGroup(
  client: CloudStackClient,
  name: string,
  call: CallOptions,
): Promise<SecurityGroupWire | undefined> {
  const map = (wire: SecurityGroupWire) => (wire.name === name ? wire : undefined)
  return findOne(client, { ...groupList, parameters: { securitygroupname: name }, map }, call)
}
