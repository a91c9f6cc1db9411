import type { CallOptions, Ref } from '@cloud/core'
import { type DigitalOceanClient, read } from './client.ts'
import { type DigitalOceanFirewall, type FirewallWire, toFirewall } from './firewalls-wire.ts'
import { uuidOf } from './ids.ts'

export const firewallPath = (firewall: Ref<'firewall'>): string =>
  `/firewalls/${uuidOf('firewall', firewall, 'firewall')}`

export interface FirewallReply {
  readonly firewall: FirewallWire
}

export const readFirewall = ({ firewall }: FirewallReply): DigitalOceanFirewall => toFirewall(firewall)

export function getFirewall(
  client: DigitalOceanClient,
  ref: Ref<'firewall'>,
  call: CallOptions | undefined,
): Promise<DigitalOceanFirewall> {
  const request = { name: 'firewalls_get', path: firewallPath(ref) }
  return read<FirewallReply, DigitalOceanFirewall>(client, { ...request, map: readFirewall }, call)
}
