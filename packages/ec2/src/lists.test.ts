import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse } from './testing/mock-ec2.ts'

const type = (name: string, architectures: readonly string[], storage = '') =>
  `<item><instanceType>${name}</instanceType><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo>
  <memoryInfo><sizeInMiB>8192</sizeInMiB></memoryInfo>${storage}<processorInfo><supportedArchitectures>
  ${architectures.map((each) => `<item>${each}</item>`).join('')}</supportedArchitectures></processorInfo></item>`
const types = (...items: string[]) => `<instanceTypeSet>${items.join('')}</instanceTypeSet>`

describe('listSizes', () => {
  it('maps instance types, disks in binary units', async () => {
    const disk = '<instanceStorageInfo><totalSizeInGB>118</totalSizeInGB></instanceStorageInfo>'
    const { form } = answer(
      'DescribeInstanceTypes',
      types(type('m5d.large', ['i386', 'x86_64'], disk), type('m7g.large', ['arm64'])),
    )
    const [first, second] = await mockedDriver().listSizes().toArray()
    expect(form).toEqual({ Action: 'DescribeInstanceTypes', Version: '2016-11-15', MaxResults: '100' })
    expect(first).toMatchObject({
      kind: 'size',
      id: 'm5d.large',
      vcpus: 2,
      memoryMiB: 8192,
      diskGiB: 109,
      architecture: 'x86_64',
    })
    expect(second).toMatchObject({ id: 'm7g.large', architecture: 'arm64' })
    expect(second).not.toHaveProperty('diskGiB')
  })

  it('has only what the location offers, asked page by page', async () => {
    answer(
      'DescribeInstanceTypes',
      `${types(type('a', ['arm64']), type('b', ['arm64']))}<nextToken>two</nextToken>`,
    )
    const offered = answer(
      'DescribeInstanceTypeOfferings',
      '<instanceTypeOfferingSet><item><instanceType>b</instanceType></item></instanceTypeOfferingSet>',
    )
    const second = answer('DescribeInstanceTypes', types())
    expect(
      (await mockedDriver().listSizes({ location: 'eu-west-1a' }).toArray()).map(({ id }) => id),
    ).toEqual(['b'])
    expect(offered.form).toEqual({
      Action: 'DescribeInstanceTypeOfferings',
      Version: '2016-11-15',
      LocationType: 'availability-zone',
      'Filter.1.Name': 'location',
      'Filter.1.Value.1': 'eu-west-1a',
      'Filter.2.Name': 'instance-type',
      'Filter.2.Value.1': 'a',
      'Filter.2.Value.2': 'b',
      MaxResults: '1000',
    })
    expect(second.form.NextToken).toBe('two')
  })
})

describe('listSizes of a type with much in it', () => {
  it('tells disks, GPUs and network under native', async () => {
    answer(
      'DescribeInstanceTypes',
      `<instanceTypeSet><item><instanceType>g5.xlarge</instanceType><hypervisor>nitro</hypervisor>
      <vCpuInfo><defaultVCpus>4</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo>
      <instanceStorageInfo><totalSizeInGB>250</totalSizeInGB><disks><item><sizeInGB>250</sizeInGB><count>1</count><type>ssd</type></item></disks>
      <nvmeSupport>required</nvmeSupport></instanceStorageInfo>
      <gpuInfo><gpus><item><name>A10G</name><manufacturer>NVIDIA</manufacturer><count>1</count><memoryInfo><sizeInMiB>24576</sizeInMiB></memoryInfo></item></gpus>
      <totalGpuMemoryInMiB>24576</totalGpuMemoryInMiB></gpuInfo>
      <networkInfo><networkPerformance>Up to 10 Gigabit</networkPerformance><maximumNetworkInterfaces>4</maximumNetworkInterfaces>
      <enaSupport>required</enaSupport><efaSupported>false</efaSupported></networkInfo></item></instanceTypeSet>`,
    )
    const [size] = await mockedDriver().listSizes().toArray()
    expect(size).toMatchObject({ diskGiB: 232, vcpus: 4, memoryMiB: 16384 })
    expect(size?.native).toMatchObject({
      hypervisor: 'nitro',
      instanceStorageInfo: { disks: [{ sizeInGB: 250, count: 1, type: 'ssd' }], nvmeSupport: 'required' },
      gpuInfo: {
        gpus: [{ name: 'A10G', manufacturer: 'NVIDIA', count: 1, memoryInfo: { sizeInMiB: 24576 } }],
        totalGpuMemoryInMiB: 24576,
      },
      networkInfo: { maximumNetworkInterfaces: 4, enaSupport: 'required', efaSupported: false },
    })
  })
})

describe('listSizes of a type that lacks a number', () => {
  it.each(['<defaultVCpus>2</defaultVCpus>', '<sizeInMiB>8192</sizeInMiB>'])(
    'is no answer without %s',
    async (member) => {
      answer('DescribeInstanceTypes', types(type('m5.large', ['x86_64']).replace(member, '')))
      await expect(mockedDriver().listSizes().toArray()).rejects.toMatchObject({ code: 'protocol' })
    },
  )
})

describe('listImages', () => {
  it('has EC2 narrow them, `*` alone being a pattern', async () => {
    const { form } = answer(
      'DescribeImages',
      '<imagesSet><item><imageId>ami-1</imageId><name>al2023-x</name><architecture>arm64</architecture><creationDate>2026-01-01T00:00:00.000Z</creationDate></item></imagesSet>',
    )
    const query = { name: 'al2023-*?\\', owner: 'amazon', architecture: 'arm64' } as const
    expect(await mockedDriver().listImages(query).toArray()).toMatchObject([
      {
        kind: 'image',
        id: 'ami-1',
        name: 'al2023-x',
        architecture: 'arm64',
        createdAt: '2026-01-01T00:00:00.000Z',
      },
    ])
    expect(form).toMatchObject({
      'Owner.1': 'amazon',
      'Filter.1.Name': 'state',
      'Filter.1.Value.1': 'available',
      'Filter.2.Name': 'name',
      'Filter.2.Value.1': 'al2023-*\\?\\\\',
      'Filter.3.Name': 'architecture',
      'Filter.3.Value.1': 'arm64',
      MaxResults: '1000',
    })
  })

  it('asks for images of another architecture by all names that EC2 has for those', async () => {
    const { form } = answer('DescribeImages', '<imagesSet/>')
    expect(await mockedDriver().listImages({ architecture: 'other' }).toArray()).toEqual([])
    expect(form).toMatchObject({
      'Filter.2.Name': 'architecture',
      'Filter.2.Value.1': 'i386',
      'Filter.2.Value.2': 'x86_64_mac',
      'Filter.2.Value.3': 'arm64_mac',
    })
  })

  it.each([
    [{ architecture: 'x86' }, 'There is no architecture "x86": x86_64, arm64 or other'],
    [{ name: 5 }, 'The name must be a string'],
    [{ name: '' }, 'The name is empty'],
    [{ owner: 5 }, 'The owner must be a string'],
  ])('refuses %j', (query, message) => {
    expect(() => mockedDriver().listImages(query as never)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining(message) }),
    )
  })

  it('calls a token that EC2 does not know invalid', async () => {
    refuse(400, 'InvalidNextToken')
    await expect(
      mockedDriver().listImages().pages({ after: 'nonsense' })[Symbol.asyncIterator]().next(),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('listLocations', () => {
  it('has the zones under their region', async () => {
    const { form } = answer(
      'DescribeAvailabilityZones',
      '<availabilityZoneInfo><item><zoneName>eu-west-1a</zoneName><zoneState>available</zoneState><regionName>eu-west-1</regionName></item></availabilityZoneInfo>',
    )
    expect(await mockedDriver().listLocations().toArray()).toMatchObject([
      { kind: 'location', id: 'eu-west-1a', name: 'eu-west-1a', parent: 'eu-west-1' },
    ])
    expect(form).toEqual({ Action: 'DescribeAvailabilityZones', Version: '2016-11-15' })
  })
})

describe('a list without pages', () => {
  it('knows none after another', async () => {
    for (const list of [mockedDriver().listLocations(), mockedDriver().listKeyPairs()]) {
      const pages = list.pages({ after: 'x' })[Symbol.asyncIterator]()
      await expect(pages.next()).rejects.toMatchObject({ code: 'invalid' })
    }
  })
})
