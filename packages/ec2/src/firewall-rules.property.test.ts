import { canonicalCidr, checkCidr } from '@cloud/core/driver'
import { runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRules } from './check-firewall.ts'
import { byKey, type Ec2Rule, toPermissionsOf, toRules } from './firewall-rules.ts'
import { toPermissions, toPermissionWires } from './permissions-wire.ts'

const range = fc
  .oneof(
    fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
    fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
  )
  .map(([address, bits]) => `${address}/${bits}`)
  .filter((cidr) => {
    try {
      return checkCidr(cidr) === cidr
    } catch {
      return false
    }
  })
const cidr = fc.oneof(
  fc.constantFrom('0.0.0.0/0', '::/0', '10.0.0.0/8', '2001:DB8::/32', '192.0.2.7/32'),
  range,
)
const port = fc.integer({ min: 1, max: 65_535 })
const ports = fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const direction = fc.constantFrom('inbound', 'outbound')
const native = fc.record(
  {
    groups: fc.uniqueArray(fc.constantFrom('sg-1', 'sg-2', '222/sg-3')),
    prefixListIds: fc.uniqueArray(fc.constantFrom('pl-1', 'pl-2')),
    description: fc.constantFrom('office', 'home'),
  },
  { requiredKeys: [] },
)
const peers = { cidrs: fc.array(cidr, { minLength: 1, maxLength: 4 }), direction }
const rule: fc.Arbitrary<Ec2Rule> = fc.oneof(
  fc.record(
    { ...peers, protocol: fc.constantFrom('tcp', 'udp'), ports, native },
    { requiredKeys: ['protocol', 'cidrs', 'direction'] },
  ),
  fc.record({
    ...peers,
    protocol: fc.constant('all'),
    native: fc.constantFrom(undefined, { ipProtocol: '50' }),
  }),
  fc.record({
    ...peers,
    protocol: fc.constant('icmp'),
    native: fc.constantFrom({}, { icmp: { type: 8, code: -1 } }, { groups: ['sg-1'], ipProtocol: 'icmpv6' }),
  }),
)

/** What EC2 answers with after these rules were sent: it keeps each permission once, and ranges in one way to write them. */
function stored(rules: readonly Ec2Rule[]): readonly Ec2Rule[] {
  const permissions = toPermissionsOf(rules)
  const of = (wanted: Ec2Rule['direction']) => {
    const wires = toPermissionWires(permissions.filter((each) => each.direction === wanted))
    return toPermissions(wanted, wires, '111')
  }
  return toRules([...of('inbound'), ...of('outbound')])
}

const keys = (rules: readonly Ec2Rule[]) => [...byKey(toPermissionsOf(rules)).keys()].toSorted()

describe('rules of a firewall, whatever they are', () => {
  it('let the same pass after they were stored, and are rules again', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
        const back = stored(rules)
        expect(() => checkRules(back)).not.toThrow()
        expect(keys(back)).toEqual(keys(rules))
        for (const each of back.flatMap(({ cidrs }) => cidrs)) expect(canonicalCidr(each)).toBe(each)
      }),
      runs(200),
    )
  })

  it('are told in one way: stored again they come back alike', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
        const sorted = (all: readonly Ec2Rule[]) => all.map((each) => JSON.stringify(each)).toSorted()
        const once = stored(rules)
        expect(sorted(stored(once))).toEqual(sorted(once))
      }),
      runs(200),
    )
  })
})
