import { describe, expect, it } from 'vitest'
import {
  cancelSpotRequest,
  createPlacementGroup,
  deletePlacementGroup,
  type Ec2,
  getAccountLimits,
  getNodeAttribute,
  getPlacementGroup,
  getSnapshotImport,
  hibernateNode,
  importSnapshot,
  listPlacementGroups,
  listReservedNodes,
  listSizeOfferings,
  listSpotPrices,
  listSpotRequests,
  setMetadataOptions,
  setMonitoring,
  setNodeAttribute,
} from './index.ts'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const form = (action: string, more: Record<string, string>) => ({
  Action: action,
  Version: '2016-11-15',
  ...more,
})
const node = { 'InstanceId.1': 'i-1' }
const returned = '<return>true</return>'

const calls: readonly [
  what: string,
  answers: readonly [action: string, content: string],
  run: (driver: Ec2) => Promise<unknown>,
  sent: Record<string, string>,
  gives: unknown,
][] = [
  [
    'hibernateNode',
    ['StopInstances', ''],
    (ec2) => hibernateNode(ec2, 'i-1'),
    { ...node, Hibernate: 'true' },
    undefined,
  ],
  [
    'setMonitoring on',
    ['MonitorInstances', ''],
    (ec2) => setMonitoring(ec2, { id: 'i-1', kind: 'node' }, true),
    node,
    undefined,
  ],
  [
    'setMonitoring off',
    ['UnmonitorInstances', ''],
    (ec2) => setMonitoring(ec2, 'i-1', false),
    node,
    undefined,
  ],
  [
    'setMetadataOptions',
    [
      'ModifyInstanceMetadataOptions',
      '<instanceMetadataOptions><state>pending</state><httpTokens>required</httpTokens></instanceMetadataOptions>',
    ],
    (ec2) => setMetadataOptions(ec2, 'i-1', { tokens: 'required', hopLimit: 2 }),
    { InstanceId: 'i-1', HttpTokens: 'required', HttpPutResponseHopLimit: '2' },
    { state: 'pending', httpTokens: 'required' },
  ],
  [
    'createPlacementGroup',
    [
      'CreatePlacementGroup',
      '<placementGroup><groupName>racks</groupName><groupId>pg-1</groupId><strategy>partition</strategy><partitionCount>3</partitionCount></placementGroup>',
    ],
    (ec2) =>
      createPlacementGroup(ec2, { name: 'racks', strategy: 'partition', partitions: 3, tags: { a: 'b' } }),
    {
      GroupName: 'racks',
      Strategy: 'partition',
      PartitionCount: '3',
      'TagSpecification.1.ResourceType': 'placement-group',
      'TagSpecification.1.Tag.1.Key': 'a',
      'TagSpecification.1.Tag.1.Value': 'b',
    },
    {
      kind: 'placement-group',
      id: 'racks',
      strategy: 'partition',
      partitions: 3,
      native: { groupId: 'pg-1' },
    },
  ],
  [
    'getPlacementGroup',
    [
      'DescribePlacementGroups',
      '<placementGroupSet><item><groupName>racks</groupName></item></placementGroupSet>',
    ],
    (ec2) => getPlacementGroup(ec2, 'racks'),
    { 'GroupName.1': 'racks' },
    { id: 'racks', name: 'racks' },
  ],
  [
    'listPlacementGroups',
    [
      'DescribePlacementGroups',
      '<placementGroupSet><item><groupName>racks</groupName></item></placementGroupSet>',
    ],
    (ec2) => listPlacementGroups(ec2, { strategy: 'spread' }).toArray(),
    { 'Filter.1.Name': 'strategy', 'Filter.1.Value.1': 'spread' },
    [{ id: 'racks' }],
  ],
  [
    'deletePlacementGroup',
    ['DeletePlacementGroup', returned],
    (ec2) => deletePlacementGroup(ec2, { id: 'racks', kind: 'placement-group' }),
    { GroupName: 'racks' },
    undefined,
  ],
  [
    'listSpotRequests',
    [
      'DescribeSpotInstanceRequests',
      `<spotInstanceRequestSet><item><spotInstanceRequestId>sir-1</spotInstanceRequestId><state>active</state>
      <spotPrice>0.010000</spotPrice><type>one-time</type><instanceId>i-1</instanceId></item></spotInstanceRequestSet>`,
    ],
    (ec2) => listSpotRequests(ec2, { node: 'i-1', states: ['active'] }).toArray(),
    {
      MaxResults: '1000',
      'Filter.1.Name': 'instance-id',
      'Filter.1.Value.1': 'i-1',
      'Filter.2.Name': 'state',
      'Filter.2.Value.1': 'active',
    },
    [{ kind: 'spot-request', id: 'sir-1', state: 'active', maxPrice: 0.01, type: 'one-time', node: 'i-1' }],
  ],
  [
    'cancelSpotRequest',
    ['CancelSpotInstanceRequests', ''],
    (ec2) => cancelSpotRequest(ec2, 'sir-1'),
    { 'SpotInstanceRequestId.1': 'sir-1' },
    undefined,
  ],
  [
    'listSpotPrices',
    [
      'DescribeSpotPriceHistory',
      `<spotPriceHistorySet><item><instanceType>m5.large</instanceType><productDescription>Windows</productDescription>
      <spotPrice>0.031200</spotPrice><timestamp>2026-01-02T00:00:00.000Z</timestamp><availabilityZone>eu-west-1a</availabilityZone>
      </item></spotPriceHistorySet><nextToken></nextToken>`,
    ],
    (ec2) =>
      listSpotPrices(ec2, {
        sizes: ['m5.large'],
        location: 'eu-west-1a',
        product: 'Windows',
        since: '2026-01-01T01:00:00+01:00',
        until: '2026-01-03T00:00:00.5Z',
      }).toArray(),
    {
      'InstanceType.1': 'm5.large',
      AvailabilityZone: 'eu-west-1a',
      'ProductDescription.1': 'Windows',
      StartTime: '2026-01-01T00:00:00Z',
      EndTime: '2026-01-03T00:00:00Z',
      MaxResults: '1000',
    },
    [
      {
        size: 'm5.large',
        location: 'eu-west-1a',
        product: 'Windows',
        hourly: 0.0312,
        at: '2026-01-02T00:00:00.000Z',
      },
    ],
  ],
  [
    'listReservedNodes',
    [
      'DescribeReservedInstances',
      `<reservedInstancesSet><item><reservedInstancesId>r-1</reservedInstancesId><instanceType>m5.large</instanceType>
      <instanceCount>3</instanceCount><state>active</state><start>2026-01-01T00:00:00Z</start><scope>Region</scope>
      <recurringCharges><item><frequency>Hourly</frequency><amount>0.05</amount></item></recurringCharges></item></reservedInstancesSet>`,
    ],
    (ec2) => listReservedNodes(ec2, { state: 'active' }).toArray(),
    { 'Filter.1.Name': 'state', 'Filter.1.Value.1': 'active' },
    [
      {
        id: 'r-1',
        size: 'm5.large',
        count: 3,
        state: 'active',
        startsAt: '2026-01-01T00:00:00Z',
        native: { scope: 'Region', recurringCharges: [{ amount: 0.05 }] },
      },
    ],
  ],
  [
    'getAccountLimits',
    [
      'DescribeAccountAttributes',
      `<accountAttributeSet>
      <item><attributeName>max-instances</attributeName><attributeValueSet><item><attributeValue>20</attributeValue></item></attributeValueSet></item>
      <item><attributeName>default-vpc</attributeName><attributeValueSet><item><attributeValue>none</attributeValue></item></attributeValueSet></item>
      </accountAttributeSet>`,
    ],
    (ec2) => getAccountLimits(ec2),
    {},
    { maxNodes: 20, native: { 'max-instances': ['20'], 'default-vpc': ['none'] } },
  ],
  [
    'listSizeOfferings',
    [
      'DescribeInstanceTypeOfferings',
      '<instanceTypeOfferingSet><item><instanceType>t3.micro</instanceType><location>eu-west-1a</location></item></instanceTypeOfferingSet>',
    ],
    (ec2) => listSizeOfferings(ec2, { size: 't3.micro' }).toArray(),
    {
      LocationType: 'availability-zone',
      'Filter.1.Name': 'instance-type',
      'Filter.1.Value.1': 't3.micro',
      MaxResults: '1000',
    },
    [{ size: 't3.micro', location: 'eu-west-1a' }],
  ],
  [
    'importSnapshot',
    [
      'ImportSnapshot',
      '<importTaskId>import-snap-1</importTaskId><snapshotTaskDetail><status>active</status><snapshotId/></snapshotTaskDetail>',
    ],
    (ec2) =>
      importSnapshot(ec2, { bucket: 'disks', key: 'root.vmdk', format: 'VMDK', idempotencyKey: 'order-7' }),
    {
      'DiskContainer.Format': 'VMDK',
      'DiskContainer.UserBucket.S3Bucket': 'disks',
      'DiskContainer.UserBucket.S3Key': 'root.vmdk',
      ClientToken: 'order-7',
    },
    { kind: 'snapshot-import', id: 'import-snap-1', state: 'active' },
  ],
  [
    'getSnapshotImport',
    [
      'DescribeImportSnapshotTasks',
      `<importSnapshotTaskSet><item><importTaskId>import-snap-1</importTaskId><snapshotTaskDetail><status>completed</status>
      <snapshotId>snap-1</snapshotId></snapshotTaskDetail></item></importSnapshotTaskSet>`,
    ],
    (ec2) => getSnapshotImport(ec2, 'import-snap-1'),
    { 'ImportTaskId.1': 'import-snap-1' },
    { state: 'completed', snapshot: 'snap-1' },
  ],
]

describe('functions of EC2 alone', () => {
  it.each(calls)('%s is one request', async (_what, [action, content], run, sent, gives) => {
    const asked = answer(action, content)
    const result = await run(mockedDriver())
    expect(asked.form).toEqual(form(action, sent))
    if (gives === undefined) expect(result).toBeUndefined()
    else expect(result).toMatchObject(gives as object)
  })

  it('asks for the prices of now where no beginning is given', async () => {
    const { form } = answer('DescribeSpotPriceHistory', '')
    const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5), elapsed: () => 0, after: () => () => {} }
    await listSpotPrices(mockedDriver({ clock })).toArray()
    expect([form.StartTime, form['ProductDescription.1']]).toEqual(['2026-01-02T03:04:05Z', 'Linux/UNIX'])
  })

  it('finds a placement group that was made and not told of', async () => {
    reply(500, '')
    const look = answer(
      'DescribePlacementGroups',
      '<placementGroupSet><item><groupName>racks</groupName><strategy>spread</strategy></item></placementGroupSet>',
    )
    expect(await createPlacementGroup(mockedDriver(), { name: 'racks', strategy: 'spread' })).toMatchObject({
      id: 'racks',
    })
    expect(look.form).toMatchObject({ 'Filter.1.Value.1': 'racks', 'Filter.2.Value.1': 'spread' })
  })

  it.each([
    ['InvalidPlacementGroup.Duplicate', 'already-exists'],
    ['InvalidPlacementGroup.InUse', 'conflict'],
    ['InvalidPlacementGroup.Unknown', 'not-found'],
    ['InvalidSpotInstanceRequestID.NotFound', 'not-found'],
    ['InvalidSpotInstanceRequestID.Malformed', 'not-found'],
    ['SpotMaxPriceTooLow', 'capacity'],
    ['UnsupportedHibernationConfiguration', 'invalid'],
    ['InvalidLaunchTemplateName.NotFoundException', 'not-found'],
    ['MaxSpotInstanceCountExceeded', 'quota'],
  ])('calls %s %s', async (code, ours) => {
    refuse(400, code)
    await expect(deletePlacementGroup(mockedDriver(), 'racks')).rejects.toMatchObject({ code: ours })
  })

  it.each([
    ['no metadata option', () => setMetadataOptions(mockedDriver(), 'i-1', {}), 'No option is to be changed'],
    [
      'too many hops',
      () => setMetadataOptions(mockedDriver(), 'i-1', { hopLimit: 65 }),
      'metadata.hopLimit is 65',
    ],
    [
      'a switch that is none',
      () => setMonitoring(mockedDriver(), 'i-1', 'on' as never),
      'enabled must be true or false',
    ],
    [
      'partitions of a cluster',
      () => createPlacementGroup(mockedDriver(), { name: 'a', strategy: 'cluster', partitions: 2 }),
      'has no partitions',
    ],
    ['no strategy', () => createPlacementGroup(mockedDriver(), { name: 'a' } as never), 'has no strategy'],
    ['half a place', () => importSnapshot(mockedDriver(), { bucket: 'disks' }), 'bucket and key, or url'],
    [
      'two places',
      () => importSnapshot(mockedDriver(), { url: 'https://a.example', key: 'k' }),
      'bucket and key, or url',
    ],
    [
      'two attributes',
      () => setNodeAttribute(mockedDriver(), 'i-1', { stopProtection: true, enaSupport: true }),
      '2 attributes',
    ],
    ['no attribute', () => setNodeAttribute(mockedDriver(), 'i-1', {}), '0 attributes'],
    [
      'an attribute that is none',
      () => getNodeAttribute(mockedDriver(), 'i-1', 'colour' as never),
      'no attribute "colour"',
    ],
    [
      'no device',
      () => setNodeAttribute(mockedDriver(), 'i-1', { deleteOnTermination: {} }),
      'names no device',
    ],
    [
      'user data over 16 KiB',
      () => setNodeAttribute(mockedDriver(), 'i-1', { userData: 'x'.repeat(16_385) }),
      '16385 bytes',
    ],
  ])('refuse %s before anything is sent', async (_what, run, message) => {
    const error = await run().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(message) })
  })
})
