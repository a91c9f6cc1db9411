import { describe, expect, it } from 'vitest'
import { byKey, type Ec2Rule, toPermissionsOf, toRules } from './firewall-rules.ts'
import { toParameters, toPermissions, toPermissionWires } from './permissions-wire.ts'

const everybody = ['0.0.0.0/0', '::/0']

describe('rules of a firewall', () => {
  it.each<readonly [string, Ec2Rule]>([
    [
      'one port of two versions',
      { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: everybody },
    ],
    ['all ports', { direction: 'outbound', protocol: 'udp', cidrs: ['10.0.0.0/8'] }],
    ['all protocols', { direction: 'outbound', protocol: 'all', cidrs: everybody }],
    ['ICMP of two versions', { direction: 'inbound', protocol: 'icmp', cidrs: everybody }],
    [
      'one type of ICMP',
      {
        direction: 'inbound',
        protocol: 'icmp',
        cidrs: ['0.0.0.0/0'],
        native: { icmp: { type: 3, code: 4 } },
      },
    ],
    [
      'groups and prefix lists, with what they are for',
      {
        direction: 'inbound',
        protocol: 'tcp',
        ports: { from: 5432, to: 5433 },
        cidrs: [],
        native: { groups: ['sg-1', '222/sg-2'], prefixListIds: ['pl-1'], description: 'database' },
      },
    ],
    [
      'ICMP of IPv6 from a group',
      {
        direction: 'inbound',
        protocol: 'icmp',
        cidrs: [],
        native: { groups: ['sg-1'], ipProtocol: 'icmpv6' },
      },
    ],
    [
      'a protocol without a name',
      { direction: 'inbound', protocol: 'all', cidrs: ['0.0.0.0/0'], native: { ipProtocol: '50' } },
    ],
  ])('come back as they were: %s', (_what, rule) => {
    const wires = toPermissionWires(toPermissionsOf([rule]))
    const [back, ...others] = toRules(toPermissions(rule.direction, wires, '111'))
    expect(others).toEqual([])
    expect(back).toEqual(rule)
  })

  it('go out with ICMP of the version that a range has, and with 0 to 65535 for all ports', () => {
    const permissions = toPermissionsOf([
      { direction: 'inbound', protocol: 'icmp', cidrs: everybody },
      { direction: 'inbound', protocol: 'tcp', cidrs: ['192.0.2.1/32'] },
    ])
    expect(toParameters(permissions)).toEqual([
      {
        IpProtocol: 'icmp',
        FromPort: -1,
        ToPort: -1,
        Groups: [],
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
      },
      {
        IpProtocol: 'icmpv6',
        FromPort: -1,
        ToPort: -1,
        Groups: [],
        IpRanges: [],
        Ipv6Ranges: [{ CidrIpv6: '::/0' }],
        PrefixListIds: [],
      },
      {
        IpProtocol: 'tcp',
        FromPort: 0,
        ToPort: 65535,
        Groups: [],
        IpRanges: [{ CidrIp: '192.0.2.1/32' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
      },
    ])
  })

  it('tell peers with different descriptions apart', () => {
    const ranges = [
      { cidrIp: '192.0.2.1/32', description: 'office' },
      { cidrIp: '192.0.2.2/32', description: 'home' },
      { cidrIp: '192.0.2.3/32', description: 'office' },
    ]
    const wire = {
      ipProtocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      groups: [],
      ipRanges: ranges,
      ipv6Ranges: [],
      prefixListIds: [],
    }
    const rules = toRules(toPermissions('inbound', [wire], '111'))
    expect(rules.map(({ cidrs, native }) => [native?.description, cidrs])).toEqual([
      ['office', ['192.0.2.1/32', '192.0.2.3/32']],
      ['home', ['192.0.2.2/32']],
    ])
  })

  it('name a group of another account with the account', () => {
    const pairs = [
      { groupId: 'sg-1', userId: '111' },
      { groupId: 'sg-2', userId: '222' },
    ]
    const wire = { ipProtocol: '-1', groups: pairs, ipRanges: [], ipv6Ranges: [], prefixListIds: [] }
    expect(toRules(toPermissions('inbound', [wire], '111'))[0]?.native).toEqual({
      groups: ['sg-1', '222/sg-2'],
    })
    expect(toPermissionWires(toPermissions('inbound', [wire], '111'))[0]?.groups).toEqual([
      { groupId: 'sg-1' },
      { groupId: 'sg-2', userId: '222' },
    ])
  })

  it('are one, however a range or all ports are written', () => {
    const rule = { direction: 'inbound', protocol: 'tcp', cidrs: ['2001:db8::/32'] } as const
    const other = { ...rule, ports: { from: 1, to: 65_535 }, cidrs: ['2001:0DB8:0::/32'] }
    expect(toPermissionsOf([rule, other])).toHaveLength(1)
    expect([...byKey(toPermissionsOf([rule])).keys()]).toEqual([...byKey(toPermissionsOf([other])).keys()])
  })
})
