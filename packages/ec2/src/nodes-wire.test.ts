import { readXml } from '@cloud/core/driver'
import { describe, expect, it } from 'vitest'
import { instance, stateNames, toNode, toState } from './nodes-wire.ts'

const toNodeOf = (content: string) =>
  toNode(
    readXml(
      `<item><instanceId>i-1</instanceId><instanceState><name>running</name></instanceState>${content}</item>`,
      'item',
      instance,
    ),
  )

describe('an instance as a node', () => {
  it('has its name from its tag, and the other tags but those of AWS', () => {
    const tags = ['Name=web <1>', 'role=web', 'aws:autoscaling:groupName=g']
    const items = tags.map((tag) => tag.replace('<', '&lt;').replace('>', '&gt;').split('='))
    const set = items.map(([key, value]) => `<item><key>${key}</key><value>${value}</value></item>`).join('')
    expect(toNodeOf(`<tagSet>${set}</tagSet>`)).toMatchObject({ name: 'web <1>', tags: { role: 'web' } })
    expect(toNodeOf('')).toMatchObject({ name: '', tags: {} })
  })

  it('has each address once, IPv4 before IPv6', () => {
    const node = toNodeOf(`<ipAddress>203.0.113.1</ipAddress><privateIpAddress>10.0.0.4</privateIpAddress>
      <networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId>
        <ipv6AddressesSet><item><ipv6Address>2001:db8::1</ipv6Address></item></ipv6AddressesSet>
        <privateIpAddressesSet>
          <item><privateIpAddress>10.0.0.4</privateIpAddress><association><publicIp>203.0.113.1</publicIp></association></item>
          <item><privateIpAddress>10.0.0.5</privateIpAddress><association><publicIp>203.0.113.2</publicIp></association></item>
        </privateIpAddressesSet></item></networkInterfaceSet>`)
    expect(node.publicIps).toEqual(['203.0.113.1', '203.0.113.2', '2001:db8::1'])
    expect(node.privateIps).toEqual(['10.0.0.4', '10.0.0.5'])
  })

  it('was created when its first interface was attached, since its launch time moves with each start', () => {
    const attached = (index: number, time: string) =>
      `<item><networkInterfaceId>eni-${index}</networkInterfaceId><attachment><deviceIndex>${index}</deviceIndex><attachTime>${time}</attachTime></attachment></item>`
    const launch = '<launchTime>2026-03-01T00:00:00.000Z</launchTime>'
    const interfaces = `<networkInterfaceSet>${attached(1, '2026-02-01T00:00:00.000Z')}${attached(0, '2026-01-01T00:00:00.000Z')}</networkInterfaceSet>`
    expect(toNodeOf(launch + interfaces).createdAt).toBe('2026-01-01T00:00:00.000Z')
    expect(toNodeOf(launch).createdAt).toBe('2026-03-01T00:00:00.000Z')
    expect(toNodeOf('')).not.toHaveProperty('createdAt')
  })

  it('leaves out what EC2 does not tell, and keeps what it tells', () => {
    expect(Object.keys(toNodeOf(''))).toEqual([
      'kind',
      'id',
      'name',
      'state',
      'publicIps',
      'privateIps',
      'tags',
      'native',
    ])
    const node = toNodeOf(
      '<imageId>ami-1</imageId><instanceType>t3.micro</instanceType><ebsOptimized>false</ebsOptimized>',
    )
    expect(node).toMatchObject({ image: 'ami-1', size: 't3.micro', native: { ebsOptimized: false } })
  })

  it('is in a state that the contract knows', () => {
    const names = [
      'pending',
      'running',
      'stopping',
      'stopped',
      'shutting-down',
      'terminated',
      'hibernated',
      'toString',
    ]
    expect(names.map(toState)).toEqual([
      'pending',
      'running',
      'stopping',
      'stopped',
      'terminating',
      'terminated',
      'unknown',
      'unknown',
    ])
    expect(stateNames(['terminating', 'error'])).toEqual(['shutting-down'])
  })
})
