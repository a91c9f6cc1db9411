import { describe, expect, it } from 'vitest'
import { type FirewallWire, type GceRule, guardOf, toFirewall, toWires } from './firewalls-wire.ts'

const guard = { network: 'default', tag: 'web' }
const ssh: GceRule = {
  direction: 'inbound',
  protocol: 'tcp',
  ports: { from: 22, to: 22 },
  cidrs: ['203.0.113.0/24'],
}
const opens = (rules: readonly GceRule[]) =>
  toWires(guard, rules).filter(({ allowed }) => allowed !== undefined)

describe('the rules that make a firewall', () => {
  it('let nothing pass but what is let pass', () => {
    const closed = toWires(guard, []).map(
      ({ direction, priority, sourceRanges, destinationRanges, denied }) => [
        ...[direction, priority, sourceRanges ?? destinationRanges, denied],
      ],
    )
    const all = [{ IPProtocol: 'all' }]
    expect(closed).toEqual([
      ['INGRESS', 65_000, ['0.0.0.0/0'], all],
      ['EGRESS', 65_000, ['0.0.0.0/0'], all],
      ['EGRESS', 65_000, ['::/0'], all],
    ])
  })

  it('are for one version of addresses each; ICMP is another protocol in the other', () => {
    const rules = opens([{ direction: 'inbound', protocol: 'icmp', cidrs: ['::/0', '0.0.0.0/0'] }])
    expect(rules.map(({ sourceRanges, allowed }) => [sourceRanges, allowed])).toEqual([
      [['0.0.0.0/0'], [{ IPProtocol: 'icmp' }]],
      [['::/0'], [{ IPProtocol: '58' }]],
    ])
  })

  it('are joined where they are for the same', () => {
    const web = { ...ssh, ports: { from: 8000, to: 8999 } }
    const [one, ...others] = opens([ssh, web])
    expect(others).toEqual([])
    expect(one?.allowed).toEqual([
      { IPProtocol: 'tcp', ports: ['22'] },
      { IPProtocol: 'tcp', ports: ['8000-8999'] },
    ])
    expect(opens([web, ssh])).toEqual([one])
  })

  it('name others by their tags and accounts', () => {
    const native = { sourceTags: ['front'], sourceServiceAccounts: ['a@b.iam.gserviceaccount.com'] }
    expect(opens([{ ...ssh, cidrs: [], native }])).toMatchObject([native])
  })

  it('have names of Compute Engine, whatever the tag is', () => {
    const tag = `a${'-1'.repeat(31)}`
    const names = toWires({ network: 'default', tag }, [ssh]).map(({ name }) => name)
    for (const name of names) expect(name).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/)
    expect(new Set(names).size).toBe(names.length)
  })

  it('come back as the rules that they were made of', () => {
    const rules: GceRule[] = [ssh, { direction: 'outbound', protocol: 'all', cidrs: ['0.0.0.0/0'] }]
    expect(toFirewall(guard, toWires(guard, rules)).rules).toEqual(rules)
  })
})

describe('rules of others', () => {
  const wire: FirewallWire = {
    name: 'allow-web',
    network: 'https://www.googleapis.com/compute/v1/projects/p/global/networks/default',
    direction: 'INGRESS',
    sourceRanges: ['0.0.0.0/0'],
    targetTags: ['web'],
    allowed: [{ IPProtocol: '6', ports: ['80', '0-65535'] }, { IPProtocol: 'esp' }],
  }

  it('are of a firewall where they are for one tag', () => {
    expect(guardOf(wire)).toEqual(guard)
    expect(guardOf({ ...wire, targetTags: ['a', 'b'] })).toBeUndefined()
    expect(guardOf({ ...wire, targetTags: [] })).toBeUndefined()
    expect(guardOf({ ...wire, targetServiceAccounts: ['a@b.c'] })).toBeUndefined()
  })

  it('are told but for protocols that the contract has no word for, and those that are switched off', () => {
    const cidrs = ['0.0.0.0/0']
    expect(toFirewall(guard, [wire]).rules).toEqual([
      { direction: 'inbound', protocol: 'tcp', ports: { from: 80, to: 80 }, cidrs },
      { direction: 'inbound', protocol: 'tcp', cidrs },
    ])
    expect(toFirewall(guard, [{ ...wire, disabled: true }]).rules).toEqual([])
  })
})
