import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const id = 'vpc-1'
const vpc = (extra = '<isDefault>false</isDefault>', state = 'available', own = id) =>
  `<vpcId>${own}</vpcId><state>${state}</state><cidrBlock>10.1.0.0/16</cidrBlock>${extra}
  <tagSet><item><key>Name</key><value>inner</value></item></tagSet>`
const seen = (...items: string[]) =>
  answer('DescribeVpcs', `<vpcSet>${items.map((each) => `<item>${each}</item>`).join('')}</vpcSet>`)
const created = () => answer('CreateVpc', `<vpc>${vpc('', 'pending')}</vpc>`)
const subnet = (own: string) => `<subnet><subnetId>${own}</subnetId><vpcId>vpc-1</vpcId></subnet>`
const zones = (...names: string[]) =>
  answer(
    'DescribeAvailabilityZones',
    `<availabilityZoneInfo>${names.map((name) => `<item><zoneName>${name}</zoneName></item>`).join('')}</availabilityZoneInfo>`,
  )
const options = { name: 'inner', cidr: '10.1.0.0/16' }

describe('networks', () => {
  it('are listed by their whole name', async () => {
    const { form } = seen(vpc('<isDefault>true</isDefault>'))
    expect(await mockedDriver().listNetworks({ name: 'inn?r' }).toArray()).toMatchObject([
      { kind: 'network', id, name: 'inner', cidr: '10.1.0.0/16', default: true },
    ])
    expect(form).toMatchObject({
      'Filter.1.Name': 'tag:Name',
      'Filter.1.Value.1': 'inn\\?r',
      MaxResults: '1000',
    })
  })

  it('are made with a name and an intent', async () => {
    const { form } = created()
    expect(
      await mockedDriver().createNetwork({ ...options, native: { tenancy: 'dedicated', ipv6: true } }),
    ).toMatchObject({
      id,
      name: 'inner',
      default: false,
      native: { state: 'pending' },
    })
    expect(form).toMatchObject({
      CidrBlock: '10.1.0.0/16',
      InstanceTenancy: 'dedicated',
      AmazonProvidedIpv6CidrBlock: 'true',
      'TagSpecification.1.ResourceType': 'vpc',
      'TagSpecification.1.Tag.1.Value': 'inner',
      'TagSpecification.1.Tag.2.Key': 'cloud-intent',
    })
  })

  it('are found by their intent where the answer was lost', async () => {
    reply(500, '')
    const { form } = seen(vpc())
    expect(await mockedDriver().createNetwork(options)).toMatchObject({ id })
    expect(form['Filter.1.Name']).toBe('tag:cloud-intent')
  })

  it('get their subnets once they are there', async () => {
    zones('eu-west-1a')
    zones('eu-west-1b')
    created()
    refuse(400, 'InvalidVpcID.NotFound')
    seen(vpc(undefined, 'available'))
    const first = answer('CreateSubnet', subnet('subnet-1'))
    const second = answer('CreateSubnet', subnet('subnet-2'))
    const subnets = [
      { cidr: '10.1.1.0/24', location: undefined },
      { cidr: '10.1.2.0/24', location: 'eu-west-1b', name: 'b' },
    ]
    const network = await mockedDriver().createNetwork({
      ...options,
      location: 'eu-west-1a',
      native: { subnets },
    })
    expect(network.native.state).toBe('available')
    expect(first.form).toMatchObject({ VpcId: id, CidrBlock: '10.1.1.0/24', AvailabilityZone: 'eu-west-1a' })
    expect(second.form).toMatchObject({
      AvailabilityZone: 'eu-west-1b',
      'TagSpecification.1.Tag.1.Value': 'b',
    })
  })

  it('are removed again, with what is in them, where a subnet is refused', async () => {
    created()
    seen(vpc())
    answer('CreateSubnet', subnet('subnet-1'))
    refuse(400, 'InvalidSubnet.Conflict')
    const inner = answer('DeleteSubnet', '<return>true</return>')
    const { form } = answer('DeleteVpc', '<return>true</return>')
    const subnets = [{ cidr: '10.1.1.0/24' }, { cidr: '10.1.1.0/24' }]
    await expect(mockedDriver().createNetwork({ ...options, native: { subnets } })).rejects.toMatchObject({
      code: 'invalid',
      operation: 'CreateSubnet',
      outcome: 'not-applied',
    })
    expect([inner.form.SubnetId, form.VpcId]).toEqual(['subnet-1', id])
  })

  it('are waited for where one server knows one and the next not yet', async () => {
    created()
    seen(vpc(undefined, 'available'))
    refuse(400, 'InvalidVpcID.NotFound')
    const { form } = answer('CreateSubnet', subnet('subnet-1'))
    const driver = mockedDriver({ clock: virtualClock({ auto: true }) })
    await driver.createNetwork({ ...options, native: { subnets: [{ cidr: '10.1.1.0/24' }] } })
    expect(form.VpcId).toBe(id)
  })

  it.each([
    ['InvalidVpc.Range', 'invalid'],
    ['VpcLimitExceeded', 'quota'],
  ])('are not made where EC2 answers %s: %s', async (providerCode, code) => {
    refuse(400, providerCode)
    await expect(mockedDriver().createNetwork(options)).rejects.toMatchObject({
      code,
      outcome: 'not-applied',
    })
  })

  it('are not made in a location that is none', async () => {
    zones()
    await expect(mockedDriver().createNetwork({ ...options, location: 'mars-1' })).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })

  it.each([
    ['no range', { cidr: undefined }],
    ['a range of IPv6', { cidr: '2001:db8::/32' }],
    ['a name that is empty', { name: '' }],
    ['an unknown native option', { native: { cidr: 'x' } }],
    ['a tenancy that is none', { native: { tenancy: 'host' } }],
    ['subnets that are no list', { native: { subnets: { cidr: '10.1.1.0/24' } } }],
    ['a subnet without a range', { native: { subnets: [{ name: 'a' }] } }],
    ['a subnet of another network', { native: { subnets: [{ cidr: '10.1.1.0/24', network: 'vpc-2' }] } }],
  ])('refuse %s before anything is sent', async (_what, wrong) => {
    await expect(mockedDriver().createNetwork({ ...options, ...wrong } as never)).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('that are the default are not destroyed, though EC2 would', async () => {
    seen(vpc('<isDefault>true</isDefault>'))
    await expect(mockedDriver().destroyNetwork(id)).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })

  it('are destroyed where nothing is in them', async () => {
    seen(vpc())
    refuse(400, 'DependencyViolation')
    await expect(mockedDriver().destroyNetwork(id)).rejects.toMatchObject({ code: 'conflict' })
    seen(vpc())
    reply(500, '')
    refuse(400, 'InvalidVpcID.NotFound')
    await mockedDriver().destroyNetwork(id)
  })
})
