import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse } from './testing/mock-ec2.ts'
import { groupsXml, groupXml, instancesXml } from './testing/security-group.ts'

const id = 'sg-1'
const seen = (...items: string[]) => answer('DescribeSecurityGroups', groupsXml(...items))
const guards = (...items: readonly (readonly [id: string, ...groups: string[]])[]) =>
  answer('DescribeInstances', instancesXml(...items))

describe('the firewalls of a node', () => {
  const node = 'i-1'
  const modified = () => answer('ModifyInstanceAttribute', '<return>true</return>')

  it('are those that it had and the one that is attached, once EC2 tells it', async () => {
    seen(groupXml())
    guards([node, 'sg-9'])
    const { form } = modified()
    guards([node, 'sg-9'])
    guards([node, 'sg-9', 'sg-1'])
    const clock = virtualClock({ auto: true })
    await mockedDriver({ clock }).attachFirewall(id, { node })
    expect(form).toMatchObject({ InstanceId: node, 'GroupId.1': 'sg-9', 'GroupId.2': 'sg-1' })
  })

  it('are not lost where two are attached at the same time', async () => {
    const ec2 = mockedDriver()
    seen(groupXml())
    guards([node, 'sg-9'])
    modified()
    guards([node, 'sg-9', 'sg-1'])
    seen(groupXml({ id: 'sg-2' }))
    guards([node, 'sg-9', 'sg-1'])
    const { form } = modified()
    guards([node, 'sg-9', 'sg-1', 'sg-2'])
    await Promise.all([ec2.attachFirewall(id, { node }), ec2.attachFirewall('sg-2', { node })])
    expect([form['GroupId.1'], form['GroupId.2'], form['GroupId.3']]).toEqual(['sg-9', 'sg-1', 'sg-2'])
  })

  it('are changed by its first interface where it has several', async () => {
    const interfaces = [1, 0].map(
      (index) =>
        `<item><networkInterfaceId>eni-${index}</networkInterfaceId><attachment><deviceIndex>${index}</deviceIndex></attachment></item>`,
    )
    seen(groupXml())
    answer(
      'DescribeInstances',
      instancesXml([node, 'sg-9']).replace(
        '<groupSet>',
        `<networkInterfaceSet>${interfaces.join('')}</networkInterfaceSet><groupSet>`,
      ),
    )
    const { form } = answer('ModifyNetworkInterfaceAttribute', '<return>true</return>')
    guards([node, 'sg-9', 'sg-1'])
    await mockedDriver().attachFirewall(id, { node })
    expect(form).toMatchObject({ NetworkInterfaceId: 'eni-0', 'SecurityGroupId.2': 'sg-1' })
  })

  it('are as they were asked for where somebody else changes them at once', async () => {
    seen(groupXml())
    guards([node, 'sg-9'])
    modified()
    for (let looks = 0; looks < 40; looks++) guards([node, 'sg-9'])
    const clock = virtualClock({ auto: true })
    await mockedDriver({ clock }).attachFirewall(id, { node })
    nock.cleanAll()
  })

  it('are changed where that cannot be seen', async () => {
    seen(groupXml())
    guards([node, 'sg-9'])
    modified()
    refuse(403, 'UnauthorizedOperation')
    await expect(mockedDriver().attachFirewall(id, { node })).rejects.toMatchObject({
      code: 'forbidden',
      outcome: 'applied',
    })
  })

  it('are none of another network', async () => {
    seen(groupXml().replace('vpc-1', 'vpc-2'))
    guards([node, 'sg-9'])
    await expect(mockedDriver().attachFirewall(id, { node })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('The firewall is in vpc-2, and the node in vpc-1'),
    })
  })

  it('stay as they are where one is attached already, or not there to detach', async () => {
    seen(groupXml())
    guards([node, 'sg-1'])
    await mockedDriver().attachFirewall(id, { node })
    seen(groupXml())
    guards([node, 'sg-9'])
    await mockedDriver().detachFirewall(id, { node })
  })

  it('are the default one of the network when the last is detached', async () => {
    seen(groupXml())
    guards([node, 'sg-1'])
    const look = seen(groupXml({ id: 'sg-d', name: 'default' }))
    const { form } = modified()
    guards([node, 'sg-d'])
    await mockedDriver().detachFirewall(id, { node })
    expect(look.form).toMatchObject({ 'Filter.1.Value.1': 'vpc-1', 'Filter.2.Value.1': 'default' })
    expect(form).toMatchObject({ 'GroupId.1': 'sg-d' })
  })

  it('keep the default one where it is the last', async () => {
    seen(groupXml({ name: 'default' }))
    guards([node, 'sg-1'])
    await expect(mockedDriver().detachFirewall(id, { node })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })
})
