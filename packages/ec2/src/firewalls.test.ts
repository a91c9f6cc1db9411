import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'
import { allOut, groupsXml, groupXml, instancesXml, permissionXml, v4 } from './testing/security-group.ts'

const sshXml = permissionXml('tcp', [22, 22], v4('203.0.113.0/24', 'office'))
const ssh = {
  direction: 'inbound',
  protocol: 'tcp',
  ports: { from: 22, to: 22 },
  cidrs: ['203.0.113.0/24'],
} as const
const web = {
  direction: 'inbound',
  protocol: 'tcp',
  ports: { from: 443, to: 443 },
  cidrs: ['0.0.0.0/0'],
} as const
const out = { direction: 'outbound', protocol: 'all', cidrs: ['0.0.0.0/0'] } as const
const id = 'sg-1'

const seen = (...items: string[]) => answer('DescribeSecurityGroups', groupsXml(...items))
const guards = (...items: readonly (readonly [id: string, ...groups: string[]])[]) =>
  answer('DescribeInstances', instancesXml(...items))
const created = () => answer('CreateSecurityGroup', '<groupId>sg-1</groupId>')
const authorized = (side = 'Ingress') => answer(`AuthorizeSecurityGroup${side}`, '<return>true</return>')
const revoked = (side = 'Ingress') => answer(`RevokeSecurityGroup${side}`, '<return>true</return>')

describe('firewalls', () => {
  it('are listed by their whole name, with the nodes that they guard', async () => {
    const { form } = seen(groupXml({ inbound: [sshXml], outbound: [allOut] }), groupXml({ id: 'sg-2' }))
    const asked = guards(['i-1', 'sg-1', 'sg-9'], ['i-2', 'sg-2', 'sg-1'])
    const found = await mockedDriver().listFirewalls({ name: 'we*' }).toArray()
    expect(form).toMatchObject({
      'Filter.1.Name': 'group-name',
      'Filter.1.Value.1': 'we\\*',
      MaxResults: '200',
    })
    expect(asked.form).toMatchObject({
      'Filter.1.Name': 'instance.group-id',
      'Filter.1.Value.1': 'sg-1',
      'Filter.1.Value.2': 'sg-2',
      'Filter.2.Name': 'instance-state-name',
    })
    expect(found.map((one) => [one.id, one.nodes])).toEqual([
      ['sg-1', ['i-1', 'i-2']],
      ['sg-2', ['i-2']],
    ])
    expect(found[0]?.rules).toEqual([{ ...ssh, native: { description: 'office' } }, out])
  })

  it('ask for no nodes where a page is empty', async () => {
    seen()
    expect(await mockedDriver().listFirewalls().toArray()).toEqual([])
  })

  it('of an id that EC2 gives to none are not found, and nothing is sent', async () => {
    for (const wrong of ['web', 'sg-', 'sg-1/..', 'vpc-1', '*'])
      await expect(mockedDriver().getFirewall(wrong)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are gone for as long as EC2 answers with none', async () => {
    seen()
    await expect(mockedDriver().getFirewall(id)).rejects.toMatchObject({
      code: 'not-found',
      operation: 'DescribeSecurityGroups',
    })
  })
})

describe('createFirewall', () => {
  it('adds what the rules say and takes away what a new group lets out', async () => {
    const { form } = created()
    seen(groupXml({ outbound: [allOut] }))
    const added = authorized()
    const dropped = revoked('Egress')
    const firewall = await mockedDriver().createFirewall({ name: 'web', rules: [ssh, web] })
    expect(form).toMatchObject({
      GroupName: 'web',
      GroupDescription: 'web',
      'TagSpecification.1.ResourceType': 'security-group',
      'TagSpecification.1.Tag.1.Key': 'cloud-intent',
    })
    expect(added.form).toMatchObject({
      GroupId: 'sg-1',
      'IpPermissions.1.IpProtocol': 'tcp',
      'IpPermissions.1.FromPort': '22',
      'IpPermissions.1.IpRanges.1.CidrIp': '203.0.113.0/24',
      'IpPermissions.2.ToPort': '443',
    })
    expect(dropped.form).toMatchObject({
      'IpPermissions.1.IpProtocol': '-1',
      'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0',
    })
    expect(firewall).toMatchObject({ id: 'sg-1', name: 'web', rules: [ssh, web], nodes: [] })
  })

  it('leaves alone what a new group lets out where the rules say the same', async () => {
    created()
    seen(groupXml({ outbound: [allOut] }))
    const firewall = await mockedDriver().createFirewall({
      name: 'web',
      rules: [out],
      native: { vpcId: 'vpc-1' },
    })
    expect(firewall.rules).toEqual([out])
  })

  it('waits for the group to be known', async () => {
    created()
    refuse(400, 'InvalidGroup.NotFound')
    seen(groupXml({ outbound: [allOut] }))
    expect(await mockedDriver().createFirewall({ name: 'web', rules: [out] })).toMatchObject({ id: 'sg-1' })
  })

  it('finds by its intent what a lost answer has told of, and nobody else’s of that name', async () => {
    reply(500, '')
    const look = seen(groupXml({ outbound: [allOut] }))
    seen(groupXml({ outbound: [allOut] }))
    await mockedDriver().createFirewall({ name: 'web', rules: [out] })
    expect(look.form['Filter.1.Name']).toBe('tag:cloud-intent')
    reply(500, '')
    seen()
    refuse(400, 'InvalidGroup.Duplicate')
    seen()
    await expect(mockedDriver().createFirewall({ name: 'web', rules: [out] })).rejects.toMatchObject({
      code: 'already-exists',
    })
  })

  it('removes the group again where a rule is refused', async () => {
    created()
    seen(groupXml({ outbound: [allOut] }))
    refuse(400, 'InvalidGroup.NotFound')
    refuse(400, 'InvalidGroup.NotFound')
    const { form } = answer('DeleteSecurityGroup', '<return>true</return>')
    const rules = [{ ...web, cidrs: [], native: { groups: ['sg-9'] } }]
    await expect(mockedDriver().createFirewall({ name: 'web', rules })).rejects.toMatchObject({
      code: 'not-found',
      operation: 'AuthorizeSecurityGroupIngress',
      outcome: 'not-applied',
    })
    expect(form.GroupId).toBe('sg-1')
  })

  it('is waited for where one server knows the group and the next not yet', async () => {
    created()
    seen(groupXml({ outbound: [allOut] }))
    refuse(400, 'InvalidGroup.NotFound')
    seen(groupXml({ id: 'sg-9' }))
    const added = answer('AuthorizeSecurityGroupIngress', '<return>true</return>')
    revoked('Egress')
    const rules = [{ ...web, cidrs: [], native: { groups: ['sg-9'] } }]
    await mockedDriver({ clock: virtualClock({ auto: true }) }).createFirewall({ name: 'web', rules })
    expect(added.form['IpPermissions.1.Groups.1.GroupId']).toBe('sg-9')
  })

  it('removes the group again where the time of the call is over', async () => {
    created()
    seen(groupXml({ outbound: [allOut] }))
    const abort = new AbortController()
    nock('https://ec2.eu-west-1.amazonaws.com')
      .post('/', /AuthorizeSecurityGroupIngress/)
      .reply(() => {
        abort.abort()
        return [400, '']
      })
    const { form } = answer('DeleteSecurityGroup', '<return>true</return>')
    const creating = mockedDriver().createFirewall({ name: 'web', rules: [web] }, { signal: abort.signal })
    await expect(creating).rejects.toMatchObject({ code: 'aborted', outcome: 'not-applied' })
    expect(form.GroupId).toBe('sg-1')
  })

  it('tells what is left where it cannot be removed either', async () => {
    created()
    seen(groupXml({ outbound: [allOut] }))
    refuse(400, 'RulesPerSecurityGroupLimitExceeded')
    seen(groupXml({ outbound: [allOut] }))
    revoked('Egress')
    refuse(400, 'RulesPerSecurityGroupLimitExceeded')
    refuse(403, 'UnauthorizedOperation')
    await expect(mockedDriver().createFirewall({ name: 'web', rules: [web] })).rejects.toMatchObject({
      code: 'quota',
      outcome: 'unknown',
      details: { firewallId: 'sg-1' },
    })
  })

  it.each([
    ['a name with a star of another kind', { name: 'wéb' }],
    ['a name that looks like an id', { name: 'sg-web' }],
    ['a name with a space at its end', { name: 'web ' }],
    ['an unknown native option', { native: { vpc: 'vpc-1' } }],
    ['a description with a quote', { rules: [{ ...web, native: { description: "it's" } }] }],
    ['a protocol of TCP', { rules: [{ ...web, native: { ipProtocol: '50' } }] }],
    ['TCP by its number', { rules: [{ ...out, native: { ipProtocol: '6' } }] }],
    ['a type of ICMP for UDP', { rules: [{ ...web, native: { icmp: { type: 8, code: 0 } } }] }],
    [
      'a type that is none',
      {
        rules: [
          {
            direction: 'inbound',
            protocol: 'icmp',
            cidrs: ['0.0.0.0/0'],
            native: { icmp: { type: 300, code: 0 } },
          },
        ],
      },
    ],
    ['groups that are no list', { rules: [{ ...web, native: { groups: 'sg-1' } }] }],
  ])('refuses %s before it sends anything', async (_what, wrong) => {
    const options = { name: 'web', rules: [web], ...wrong }
    await expect(mockedDriver().createFirewall(options as never)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('setFirewallRules', () => {
  const given = (inbound: string[], outbound: string[] = []) => {
    seen(groupXml({ inbound, outbound }))
    guards(['i-1', 'sg-1'])
  }

  it('adds before it takes away, and does not touch what stays', async () => {
    given([sshXml, permissionXml('tcp', [80, 80], v4('0.0.0.0/0'))])
    const added = authorized()
    const dropped = revoked()
    const after = await mockedDriver().setFirewallRules(id, [ssh, web])
    expect(Object.values(added.form)).not.toContain('203.0.113.0/24')
    expect(added.form['IpPermissions.1.FromPort']).toBe('443')
    expect(dropped.form['IpPermissions.1.FromPort']).toBe('80')
    expect(after).toMatchObject({
      rules: [{ ...ssh, native: { description: 'office' } }, web],
      nodes: ['i-1'],
    })
    expect(after.native.ipPermissions.map(({ fromPort }) => fromPort)).toEqual([22, 443])
  })

  it('sends nothing but looks where the rules are these', async () => {
    given([sshXml])
    expect((await mockedDriver().setFirewallRules(id, [ssh])).rules).toHaveLength(1)
  })

  it('changes the description of what stays', async () => {
    given([sshXml])
    const { form } = answer('UpdateSecurityGroupRuleDescriptionsIngress', '<return>true</return>')
    const rules = [{ ...ssh, native: { description: 'home' } }]
    expect((await mockedDriver().setFirewallRules(id, rules)).rules).toEqual(rules)
    expect(form['IpPermissions.1.IpRanges.1.Description']).toBe('home')
  })

  it('knows by a look what a lost answer has told', async () => {
    given([sshXml])
    reply(500, '')
    seen(groupXml({ inbound: [sshXml, permissionXml('tcp', [443, 443], v4('0.0.0.0/0'))] }))
    reply(500, '')
    seen(groupXml({ inbound: [permissionXml('tcp', [443, 443], v4('0.0.0.0/0'))] }))
    expect((await mockedDriver().setFirewallRules(id, [web])).rules).toEqual([web])
  })

  it('looks again where somebody else was quicker', async () => {
    given([])
    refuse(400, 'InvalidPermission.Duplicate')
    seen(groupXml({ inbound: [permissionXml('tcp', [443, 443], v4('0.0.0.0/0'))] }))
    expect((await mockedDriver().setFirewallRules(id, [web])).rules).toEqual([web])
  })

  it('rejects with conflict where somebody else is quicker each time', async () => {
    given([])
    for (let round = 1; round <= 3; round++) {
      if (round > 1) seen(groupXml())
      refuse(400, 'InvalidPermission.Duplicate')
    }
    await expect(mockedDriver().setFirewallRules(id, [web])).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })

  it('takes away first where the group has no room for both', async () => {
    given([sshXml])
    refuse(400, 'RulesPerSecurityGroupLimitExceeded')
    seen(groupXml({ inbound: [sshXml] }))
    revoked()
    authorized()
    expect((await mockedDriver().setFirewallRules(id, [web])).rules).toEqual([web])
  })

  it('leaves the outcome open where some of it is done', async () => {
    given([])
    authorized()
    refuse(400, 'InvalidPermission.Malformed')
    await expect(mockedDriver().setFirewallRules(id, [web, out])).rejects.toMatchObject({
      code: 'invalid',
      outcome: 'unknown',
    })
  })

  it('has changed nothing where there is no such firewall', async () => {
    refuse(400, 'InvalidGroup.NotFound')
    await expect(mockedDriver().setFirewallRules(id, [web])).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })
})

describe('destroyFirewall', () => {
  it.each([
    ['DependencyViolation', 'conflict'],
    ['CannotDelete', 'conflict'],
    ['InvalidGroup.InUse', 'conflict'],
    ['InvalidGroup.NotFound', 'not-found'],
  ])('answers %s with %s', async (providerCode, code) => {
    refuse(400, providerCode)
    await expect(mockedDriver().destroyFirewall(id)).rejects.toMatchObject({ code, outcome: 'not-applied' })
  })

  it('resolves where a lost answer was followed by nothing to be found', async () => {
    reply(500, '')
    refuse(400, 'InvalidGroup.NotFound')
    await mockedDriver().destroyFirewall(id)
  })
})
