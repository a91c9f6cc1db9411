import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse } from './testing/mock-digitalocean.ts'

const id = 'bb4b2611-3d72-467b-8602-280330ecd65c'
const wire = {
  id,
  name: 'web',
  status: 'waiting',
  inbound_rules: null,
  outbound_rules: null,
  droplet_ids: [7],
  tags: ['role:web'],
  created_at: '2026-01-01T00:00:00Z',
  pending_changes: [{ droplet_id: 7, removing: false, status: 'waiting' }],
}
const rule = { direction: 'inbound', protocol: 'icmp', cidrs: ['192.0.2.0/24'] } as const
const ruleWire = { protocol: 'icmp', ports: '0', sources: { addresses: ['192.0.2.0/24'] } }

describe('createFirewall', () => {
  it('sends its rules and whom it guards', async () => {
    const sent = answer('POST /firewalls', 202, { firewall: { ...wire, inbound_rules: [ruleWire] } })
    const native = { dropletIds: ['7'], tags: ['role:web'] }
    const made = await mockedDriver().createFirewall({ name: 'web', rules: [rule], native })
    expect(made).toMatchObject({ kind: 'firewall', id, name: 'web', rules: [rule], nodes: ['7'] })
    expect(made.native.pending_changes).toHaveLength(1)
    expect(sent.body).toEqual({
      name: 'web',
      inbound_rules: [ruleWire],
      outbound_rules: [],
      droplet_ids: [7],
      tags: ['role:web'],
    })
  })

  it.each([
    [{ name: 'w' }, 'at least 2 letters'],
    [{ rules: [{ ...rule, direction: 'up' }] }, 'inbound or outbound'],
    [{ rules: [{ ...rule, protocol: 'gre' }] }, 'tcp, udp, icmp or all'],
    [{ rules: [{ ...rule, ports: { from: 1, to: 2 } }] }, 'icmp has no ports'],
    [
      { rules: [{ ...rule, protocol: 'tcp', ports: { from: 80, to: 22 } }] },
      '80 to 22: from the lower to the higher',
    ],
    [
      { rules: [{ ...rule, protocol: 'tcp', ports: { from: 22 } }] },
      'rules[0].ports has no to: { from: 22, to: 22 }',
    ],
    [{ rules: [{ ...rule, protocol: 'tcp', ports: { from: 0, to: 1 } }] }, 'from 1 to 65535'],
    [{ rules: [{ ...rule, cidrs: [] }] }, 'rules[0] lets nothing pass'],
    [{ rules: [] }, 'A firewall needs a rule'],
    [
      { rules: [rule, { ...rule, cidrs: ['192.0.2.0'] }] },
      'rules[1].cidrs[0]: "192.0.2.0" is no range of addresses: as in 192.0.2.0/32',
    ],
    [
      { rules: [{ ...rule, cidrs: ['::/0', '2001:db8::1/64'] }] },
      'rules[0].cidrs[1]: "2001:db8::1/64" has bits beyond its prefix: as in 2001:db8::/32',
    ],
    [{ name: 'w'.repeat(300) }, 'has 300 characters: at most 255'],
    [{ rules: [{ ...rule, cidrs: ['192.0.2.0/33'] }] }, 'no range of addresses'],
    [{ rules: [{ ...rule, native: { groups: ['a'] } }] }, 'no option "groups"'],
  ])('refuses %j before it sends anything', async (wrong, message) => {
    const error = await mockedDriver()
      .createFirewall({ name: 'web', rules: [rule], ...wrong } as never)
      .catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    expect(error.message).toContain(message)
  })
})

describe('setFirewallRules', () => {
  it('replaces the firewall whole, and keeps whom it guards', async () => {
    answer(`GET /firewalls/${id}`, 200, { firewall: wire })
    const sent = answer(`PUT /firewalls/${id}`, 200, { firewall: { ...wire, inbound_rules: [ruleWire] } })
    expect((await mockedDriver().setFirewallRules(id, [rule])).rules).toEqual([rule])
    expect(sent.body).toEqual({
      name: 'web',
      inbound_rules: [ruleWire],
      outbound_rules: [],
      droplet_ids: [7],
      tags: ['role:web'],
    })
  })
})

it('setFirewallRules to no rule is invalid before anything is sent', async () => {
  await expect(mockedDriver().setFirewallRules(id, [])).rejects.toMatchObject({
    code: 'invalid',
    outcome: 'not-applied',
  })
})

describe('attachFirewall', () => {
  it('names the node, and finds out that it is not there', async () => {
    const sent = answer(`POST /firewalls/${id}/droplets`, 204)
    await mockedDriver().attachFirewall(id, { node: '8' })
    expect(sent.body).toEqual({ droplet_ids: [8] })
    refuse(`POST /firewalls/${id}/droplets`, 422, 'unprocessable_entity')
    refuse('GET /droplets/8', 404, 'not_found')
    await expect(mockedDriver().attachFirewall(id, { node: '8' })).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })
})
