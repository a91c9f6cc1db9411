import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'
import { instancesXml } from './testing/security-group.ts'

const id = 'eipalloc-1'
const item = (extra = '', allocation = id) =>
  `<item><publicIp>192.0.2.1</publicIp><allocationId>${allocation}</allocationId><domain>vpc</domain><instanceId/>
  <networkBorderGroup>eu-west-1</networkBorderGroup>${extra}</item>`
const leading = (node: string) =>
  item(`<associationId>eipassoc-1</associationId><networkInterfaceId>eni-1</networkInterfaceId>`).replace(
    '<instanceId/>',
    `<instanceId>${node}</instanceId>`,
  )
const seen = (...items: string[]) =>
  answer('DescribeAddresses', `<addressesSet>${items.join('')}</addressesSet>`)
const allocated = `<publicIp>192.0.2.1</publicIp><allocationId>${id}</allocationId><domain>vpc</domain>`

describe('addresses', () => {
  it('are known by their allocation, and are everywhere in the region', async () => {
    const { form } = seen(leading('i-1'))
    const [address] = await mockedDriver().listAddresses({ node: 'i-1' }).toArray()
    expect(address).toMatchObject({
      kind: 'address',
      id,
      name: '192.0.2.1',
      ip: '192.0.2.1',
      version: 4,
      node: 'i-1',
    })
    expect(address).not.toHaveProperty('location')
    expect(form).toEqual({
      Action: 'DescribeAddresses',
      Version: '2016-11-15',
      'Filter.1.Name': 'instance-id',
      'Filter.1.Value.1': 'i-1',
    })
  })

  it('lead nowhere where EC2 tells an empty node', async () => {
    seen(item())
    expect(await mockedDriver().getAddress(id)).not.toHaveProperty('node')
  })

  it('of an id that EC2 gives to none are not found, and nothing is sent', async () => {
    for (const wrong of ['192.0.2.1', 'eipalloc-', '*'])
      await expect(mockedDriver().getAddress(wrong)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('createAddress', () => {
  it('tags what it makes, so that it can be found', async () => {
    const { form } = answer('AllocateAddress', allocated)
    const address = await mockedDriver().createAddress({ native: { name: 'web' } })
    expect(address).toMatchObject({ id, name: 'web', ip: '192.0.2.1', version: 4 })
    expect(form).toMatchObject({
      Domain: 'vpc',
      'TagSpecification.1.ResourceType': 'elastic-ip',
      'TagSpecification.1.Tag.1.Value': 'web',
      'TagSpecification.1.Tag.2.Key': 'cloud-intent',
    })
    expect(address.native.tagSet).toContainEqual({
      key: 'cloud-intent',
      value: form['TagSpecification.1.Tag.2.Value'],
    })
  })

  it('finds what a lost answer has told of', async () => {
    reply(500, '')
    const { form } = seen(item())
    expect(await mockedDriver().createAddress()).toMatchObject({ id })
    expect(form['Filter.1.Name']).toBe('tag:cloud-intent')
  })

  it('gives one back where a lost answer has made two', async () => {
    reply(500, '')
    for (const _ of [1, 2, 3, 4]) seen()
    answer('AllocateAddress', allocated)
    seen(item('', 'eipalloc-2'), item())
    const { form } = answer('ReleaseAddress', '<return>true</return>')
    const clock = virtualClock({ auto: true })
    expect(await mockedDriver({ clock }).createAddress()).toMatchObject({ id })
    expect(form.AllocationId).toBe('eipalloc-2')
  })

  it('takes the addresses of a local zone from where that has its own', async () => {
    const zone =
      '<item><zoneName>us-west-2-lax-1a</zoneName><networkBorderGroup>us-west-2-lax-1</networkBorderGroup></item>'
    answer('DescribeAvailabilityZones', `<availabilityZoneInfo>${zone}</availabilityZoneInfo>`)
    const { form } = answer('AllocateAddress', allocated)
    await mockedDriver().createAddress({ location: 'us-west-2-lax-1a' })
    expect(form.NetworkBorderGroup).toBe('us-west-2-lax-1')
  })

  it('allocates nothing in a location that is none', async () => {
    answer('DescribeAvailabilityZones', '<availabilityZoneInfo/>')
    await expect(mockedDriver().createAddress({ location: 'mars-1' })).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })

  it.each([
    ['AddressLimitExceeded', 'quota'],
    ['InsufficientAddressCapacity', 'capacity'],
  ])('answers %s with %s', async (providerCode, code) => {
    refuse(400, providerCode)
    await expect(mockedDriver().createAddress()).rejects.toMatchObject({ code, outcome: 'not-applied' })
  })

  it.each([
    ['an address of IPv6', { version: 6 }],
    ['a version that is a text', { version: '4' }],
    ['an unknown native option', { native: { pool: 'x' } }],
    ['an empty name', { native: { name: '' } }],
  ])('refuses %s before it sends anything', async (_what, options) => {
    await expect(mockedDriver().createAddress(options as never)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('an address', () => {
  it('is led to a node, and taken from nobody', async () => {
    seen(item())
    const { form } = answer('AssociateAddress', '<associationId>eipassoc-1</associationId>')
    await mockedDriver().attachAddress(id, { node: 'i-1' })
    expect(form).toMatchObject({ AllocationId: id, InstanceId: 'i-1', AllowReassociation: 'false' })
  })

  it('that leads there already is left alone', async () => {
    seen(leading('i-1'))
    await mockedDriver().attachAddress(id, { node: 'i-1' })
  })

  it.each([
    ['another node', leading('i-2'), 'the node i-2'],
    ['an interface without a node', leading(''), 'the interface eni-1'],
  ])('that leads to %s is a conflict', async (_what, xml, message) => {
    seen(xml)
    await expect(mockedDriver().attachAddress(id, { node: 'i-1' })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
      message: expect.stringContaining(message),
    })
  })

  it.each([
    ['Resource.AlreadyAssociated', 'conflict'],
    ['InvalidInstanceID', 'conflict'],
    ['Gateway.NotAttached', 'conflict'],
    ['IncorrectInstanceState', 'conflict'],
    ['InvalidInstanceID.NotFound', 'not-found'],
  ])('is not led anywhere where EC2 answers %s: %s', async (providerCode, code) => {
    seen(item())
    refuse(400, providerCode)
    if (providerCode === 'InvalidInstanceID') answer('DescribeInstances', instancesXml(['i-1', 'sg-1']))
    await expect(mockedDriver().attachAddress(id, { node: 'i-1' })).rejects.toMatchObject({
      code,
      outcome: 'not-applied',
    })
  })

  it('is led to the first interface of a node that has several', async () => {
    const interfaces = [1, 0].map(
      (index) =>
        `<item><networkInterfaceId>eni-${index}</networkInterfaceId><attachment><deviceIndex>${index}</deviceIndex></attachment></item>`,
    )
    const node = `<instanceId>i-1</instanceId><instanceState><name>running</name></instanceState><networkInterfaceSet>${interfaces.join('')}</networkInterfaceSet>`
    seen(item())
    refuse(400, 'InvalidInstanceID')
    answer(
      'DescribeInstances',
      `<reservationSet><item><instancesSet><item>${node}</item></instancesSet></item></reservationSet>`,
    )
    const { form } = answer('AssociateAddress', '<associationId>eipassoc-1</associationId>')
    await mockedDriver().attachAddress(id, { node: 'i-1' })
    expect(form).toMatchObject({ AllocationId: id, NetworkInterfaceId: 'eni-0' })
    expect(form).not.toHaveProperty('InstanceId')
  })

  it('is not taken for detached where something on the way answers that it is not found', async () => {
    seen(leading('i-1'))
    reply(404, '<html>no such page</html>')
    await expect(mockedDriver().detachAddress(id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is detached by its association, also where somebody else has done it', async () => {
    seen(leading('i-1'))
    const { form } = answer('DisassociateAddress', '<return>true</return>')
    await mockedDriver().detachAddress(id)
    expect(form.AssociationId).toBe('eipassoc-1')
    seen(leading('i-1'))
    refuse(400, 'InvalidAssociationID.NotFound')
    await mockedDriver().detachAddress(id)
    seen(item())
    await mockedDriver().detachAddress(id)
  })

  it('is detached before it is given back', async () => {
    seen(leading('i-1'))
    answer('DisassociateAddress', '<return>true</return>')
    const { form } = answer('ReleaseAddress', '<return>true</return>')
    await mockedDriver().destroyAddress(id)
    expect(form.AllocationId).toBe(id)
  })

  it('is found to lead there where the answer is lost', async () => {
    seen(item())
    reply(500, '')
    seen(leading('i-1'))
    await mockedDriver().attachAddress(id, { node: 'i-1' })
  })

  it('that a NAT gateway has is forbidden to take, which EC2 calls a failure of credentials', async () => {
    seen(leading(''))
    refuse(400, 'AuthFailure')
    seen(leading(''))
    await expect(mockedDriver().destroyAddress(id)).rejects.toMatchObject({
      code: 'forbidden',
      outcome: 'not-applied',
    })
  })

  it('that is detached and not given back has changed', async () => {
    seen(leading('i-1'))
    answer('DisassociateAddress', '<return>true</return>')
    refuse(400, 'InvalidIPAddress.InUse')
    await expect(mockedDriver().destroyAddress(id)).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'unknown',
    })
  })

  it('that is not there is not given back', async () => {
    refuse(400, 'InvalidAllocationID.NotFound')
    await expect(mockedDriver().destroyAddress(id)).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })
})
