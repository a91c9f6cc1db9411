import { describe, expect, it } from 'vitest'
import { checkFirewallRules } from './check-firewall-rules.ts'

const ssh = { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['203.0.113.0/24'] }
const groups = (_what: string, native: { readonly groups?: readonly string[] }) => native.groups ?? []
const check = (rules: unknown) => checkFirewallRules(rules as never, groups)

describe('checkFirewallRules', () => {
  it.each([
    ['no rules at all', []],
    ['one port', [ssh]],
    ['all ports', [{ ...ssh, ports: undefined }]],
    ['every protocol', [{ direction: 'outbound', protocol: 'all', cidrs: ['0.0.0.0/0', '::/0'] }]],
    ['another peer than an address', [{ ...ssh, cidrs: [], native: { groups: ['web'] } }]],
  ])('takes %s', (_what, rules) => {
    expect(() => check(rules)).not.toThrow()
  })

  it.each([
    ['nothing', undefined, 'rules must be an array'],
    ['one rule in place of a list', ssh, 'rules must be an array'],
    ['a text', ['ssh'], 'rules[0] must be a plain object'],
    ['an unknown option', [{ ...ssh, action: 'deny' }], 'rules[0] has no option "action"'],
    ['a direction that is none', [ssh, { ...ssh, direction: 'in' }], 'rules[1].direction is "in"'],
    ['a protocol that is none', [{ ...ssh, protocol: 'sctp' }], 'rules[0].protocol is "sctp"'],
    ['ports of ICMP', [{ ...ssh, protocol: 'icmp' }], 'rules[0]: icmp has no ports'],
    ['ports that are a number', [{ ...ssh, ports: 22 }], 'rules[0].ports must be a plain object'],
    ['port 0', [{ ...ssh, ports: { from: 0, to: 22 } }], 'rules[0].ports are 0 to 22'],
    ['ports the wrong way round', [{ ...ssh, ports: { from: 9, to: 8 } }], 'rules[0].ports are 9 to 8'],
    ['cidrs left out', [{ ...ssh, cidrs: undefined }], 'rules[0].cidrs must be an array'],
    ['a range that is none', [{ ...ssh, cidrs: ['203.0.113.7/24'] }], 'bits beyond its prefix'],
    ['no peer', [{ ...ssh, cidrs: [] }], 'rules[0] lets nothing pass'],
    [
      'an empty list of others',
      [{ ...ssh, cidrs: [], native: { groups: [] } }],
      'rules[0] lets nothing pass',
    ],
  ])('refuses %s', (_what, rules, message) => {
    expect(() => check(rules)).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(() => check(rules)).toThrow(message)
  })
})
