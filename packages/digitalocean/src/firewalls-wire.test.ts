import { describe, expect, it } from 'vitest'
import { type DigitalOceanRule, type FirewallWire, toFirewall, toRulesWire } from './firewalls-wire.ts'

const firewall = (inbound_rules: FirewallWire['inbound_rules']): FirewallWire => ({
  id: 'bb4b2611-3d72-467b-8602-280330ecd65c',
  name: 'web',
  status: 'succeeded',
  inbound_rules,
  outbound_rules: null,
  droplet_ids: null,
  tags: null,
  created_at: '2026-01-01T00:00:00Z',
  pending_changes: [],
})
const everybody = ['0.0.0.0/0', '::/0']

describe('toRulesWire', () => {
  it('divides rules by direction, and one for all protocols into three', () => {
    const rules: readonly DigitalOceanRule[] = [
      { direction: 'outbound', protocol: 'all', cidrs: everybody },
      { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['192.0.2.0/24'] },
      {
        direction: 'inbound',
        protocol: 'udp',
        ports: { from: 8000, to: 9000 },
        cidrs: [],
        native: { dropletIds: ['7'], tags: ['role:web'], loadBalancerIds: ['lb'], kubernetesIds: ['k8s'] },
      },
    ]
    const destinations = { addresses: everybody }
    expect(toRulesWire(rules)).toEqual({
      inbound_rules: [
        { protocol: 'tcp', ports: '22', sources: { addresses: ['192.0.2.0/24'] } },
        {
          protocol: 'udp',
          ports: '8000-9000',
          sources: {
            droplet_ids: [7],
            tags: ['role:web'],
            load_balancer_uids: ['lb'],
            kubernetes_ids: ['k8s'],
          },
        },
      ],
      outbound_rules: [
        { protocol: 'tcp', ports: '0', destinations },
        { protocol: 'udp', ports: '0', destinations },
        { protocol: 'icmp', ports: '0', destinations },
      ],
    })
    const { inbound_rules, outbound_rules } = toRulesWire(rules)
    const back = toFirewall({ ...firewall(inbound_rules), outbound_rules }).rules
    expect(back).toEqual([...rules.slice(1), rules[0]])
  })
})

describe('toFirewall', () => {
  it('reads a single address as the range that it is, and all ports as none', () => {
    const { rules } = toFirewall(
      firewall([
        { protocol: 'tcp', ports: 'all', sources: { addresses: ['192.0.2.1', '2001:db8::1'] } },
        { protocol: 'icmp', ports: '0', sources: { tags: ['a'] } },
      ]),
    )
    expect(rules).toEqual([
      { direction: 'inbound', protocol: 'tcp', cidrs: ['192.0.2.1/32', '2001:db8::1/128'] },
      { direction: 'inbound', protocol: 'icmp', cidrs: [], native: { tags: ['a'] } },
    ])
  })

  it('keeps three protocols apart that do not admit the same', () => {
    const of = (protocol: string, ports: string, address: string) => ({
      protocol,
      ports,
      sources: { addresses: [address] },
    })
    const { rules } = toFirewall(
      firewall([
        of('tcp', '0', '0.0.0.0/0'),
        of('udp', '0', '0.0.0.0/0'),
        of('icmp', '0', '::/0'),
        of('icmp', '0', '192.0.2.0/24'),
        of('tcp', '0', '192.0.2.0/24'),
        of('udp', '53', '192.0.2.0/24'),
      ]),
    )
    expect(rules.map(({ protocol }) => protocol)).toEqual(['tcp', 'udp', 'icmp', 'icmp', 'tcp', 'udp'])
  })
})
