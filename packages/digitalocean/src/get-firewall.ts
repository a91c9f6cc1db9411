import type { CallOptions, Ref } from '@cloud/core'
import { type DigitalOceanClient, reading, send } from './client.ts'
import type { FirewallWire } from './firewalls-wire.ts'
import { uuidOf } from './ids.ts'

export const firewallPath = (firewall: Ref<'firewall'>): string =>
  `/firewalls/${uuidOf('firewall', firewall, 'firewall')}`

export async function getFirewall(
  client: DigitalOceanClient,
  ref: Ref<'firewall'>,
  call: CallOptions | undefined,
): Promise<FirewallWire> {
  const request = { name: 'firewalls_get', repeat: reading, method: 'GET', path: firewallPath(ref) } as const
  return (await send<{ readonly firewall: FirewallWire }>(client, request, call)).firewall
}
