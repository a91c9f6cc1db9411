import { createNodes } from '@cloud/core'
import { ec2Images } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { emulated } from './testing/emulated.ts'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const options = { size: 't3.micro', image: 'ami-0a' }

/** Instances as a launch tells of them, by launch index and id. */
const made = (...instances: readonly (readonly [index: number, id: string, name?: string])[]) =>
  `<instancesSet>${instances
    .map(
      ([index, id, name]) => `<item><instanceId>${id}</instanceId><amiLaunchIndex>${index}</amiLaunchIndex>
      <instanceState><name>pending</name></instanceState>
      <tagSet>${name === undefined ? '' : `<item><key>Name</key><value>${name}</value></item>`}</tagSet></item>`,
    )
    .join('')}</instancesSet>`
const named = () => answer('CreateTags', '<return>true</return>')
const shown = (results: readonly PromiseSettledResult<{ id: string; name: string }>[]) =>
  results.map((one) => (one.status === 'fulfilled' ? `${one.value.id} ${one.value.name}` : one.reason.code))

describe('createNodeBatch', () => {
  it('is one launch, whose nodes get their names by their launch index', async () => {
    const launch = answer('RunInstances', made([1, 'i-b'], [0, 'i-a']))
    const [first, second] = [named(), named()]
    const results = await mockedDriver().createNodeBatch({
      ...options,
      names: ['web-1', 'web-2'],
      tags: { role: 'web' },
      native: { keyName: 'laptop' },
      idempotencyKey: 'order-7',
    })
    expect(shown(results)).toEqual(['i-a web-1', 'i-b web-2'])
    expect(launch.form).toEqual({
      Action: 'RunInstances',
      Version: '2016-11-15',
      ImageId: 'ami-0a',
      InstanceType: 't3.micro',
      KeyName: 'laptop',
      MinCount: '1',
      MaxCount: '2',
      ClientToken: 'order-7',
      'MetadataOptions.HttpTokens': 'required',
      'TagSpecification.1.ResourceType': 'instance',
      'TagSpecification.1.Tag.1.Key': 'role',
      'TagSpecification.1.Tag.1.Value': 'web',
    })
    const tags = [first, second].map(({ form }) => [
      form['ResourceId.1'],
      form['Tag.1.Key'],
      form['Tag.1.Value'],
    ])
    expect(tags.toSorted()).toEqual([
      ['i-a', 'Name', 'web-1'],
      ['i-b', 'Name', 'web-2'],
    ])
  })

  it('gives a name that is that of all in the launch itself', async () => {
    const { form } = answer('RunInstances', made([0, 'i-a', 'web'], [1, 'i-b', 'web']))
    expect(shown(await mockedDriver().createNodeBatch({ ...options, names: ['web', 'web'] }))).toEqual([
      'i-a web',
      'i-b web',
    ])
    expect(form['TagSpecification.1.Tag.1.Value']).toBe('web')
  })

  it('names nothing again that has its name from an earlier time', async () => {
    answer('RunInstances', made([0, 'i-a', 'web-1'], [1, 'i-b']))
    const { form } = named()
    const results = await mockedDriver().createNodeBatch({ ...options, names: ['web-1', 'web-2'] })
    expect(shown(results)).toEqual(['i-a web-1', 'i-b web-2'])
    expect(form['ResourceId.1']).toBe('i-b')
  })

  it('asks again for those for which there was no room, under another token, and tells why there is none', async () => {
    const first = answer('RunInstances', made([0, 'i-a']))
    named()
    const second = refuse(500, 'InsufficientInstanceCapacity')
    const batch = { ...options, names: ['web-1', 'web-2', 'web-3'], idempotencyKey: 'order-7' }
    const results = await mockedDriver().createNodeBatch(batch)
    expect(shown(results)).toEqual(['i-a web-1', 'capacity', 'capacity'])
    expect(results[1]).toMatchObject({ reason: { outcome: 'not-applied' } })
    expect([first.form.MaxCount, second.form.MaxCount]).toEqual(['3', '2'])
    expect(second.form.ClientToken).toMatch(/^[0-9a-f]{64}$/)
  })

  it('makes the rest where there is room for it by then, with the same tokens when it is repeated', async () => {
    const tokens = async () => {
      const forms = [
        answer('RunInstances', made([0, 'i-a', 'w'])),
        answer('RunInstances', made([0, 'i-b', 'w'])),
      ]
      const batch = { ...options, names: ['w', 'w'], idempotencyKey: 'order-7' }
      expect(shown(await mockedDriver().createNodeBatch(batch))).toEqual(['i-a w', 'i-b w'])
      return forms.map(({ form }) => form.ClientToken)
    }
    expect(await tokens()).toEqual(await tokens())
  })

  it('launches a hundred at a time', async () => {
    const wanted = (count: number, from: number) =>
      made(...Array.from({ length: count }, (_, index) => [index, `i-${from + index}`, 'w'] as const))
    const forms = [answer('RunInstances', wanted(100, 0)), answer('RunInstances', wanted(50, 100))]
    const results = await mockedDriver().createNodeBatch({ ...options, names: Array<string>(150).fill('w') })
    expect(forms.map(({ form }) => form.MaxCount)).toEqual(['100', '50'])
    expect(shown(results)[149]).toBe('i-149 w')
  })

  it('tells the id of a node that was made and has no name', async () => {
    answer('RunInstances', made([0, 'i-a'], [1, 'i-b', 'web-2']))
    refuse(403, 'UnauthorizedOperation')
    const results = await mockedDriver().createNodeBatch({ ...options, names: ['web-1', 'web-2'] })
    expect(shown(results)).toEqual(['forbidden', 'i-b web-2'])
    expect(results[0]).toMatchObject({
      reason: { outcome: 'applied', retryable: false, details: { nodeId: 'i-a' } },
    })
  })

  it('waits for a node to be known before it has its name', async () => {
    answer('RunInstances', made([0, 'i-a']))
    refuse(400, 'InvalidInstanceID.NotFound')
    named()
    const results = await mockedDriver().createNodeBatch({
      ...options,
      names: ['web-1'],
    })
    expect(shown(results)).toEqual(['i-a web-1'])
  })

  it('repeats a launch whose answer was lost under its token, and tells the key where every answer is', async () => {
    const lost = reply(500, '')
    const found = answer('RunInstances', made([0, 'i-a', 'w'], [1, 'i-b', 'w']))
    await mockedDriver().createNodeBatch({ ...options, names: ['w', 'w'] })
    expect(found.form).toEqual(lost.form)
    const never = reply(500, '')
    for (let attempt = 1; attempt < 3; attempt++) reply(500, '')
    const error = await mockedDriver()
      .createNodeBatch({ ...options, names: ['w', 'w'] })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      outcome: 'unknown',
      details: { idempotencyKey: never.form.ClientToken },
    })
  })

  it.each([
    ['privateIp', { privateIp: '10.0.0.9' }],
    ['interfaceId', { networkInterfaces: [{}, { interfaceId: 'eni-1' }] }],
    ['ipv6Addresses', { ipv6Addresses: ['2001:db8::1'] }],
  ])('refuses %s for several nodes, which can be of one alone', async (what, native) => {
    const error = await mockedDriver()
      .createNodeBatch({ ...options, names: ['a', 'b'], native })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(`${what} is given for 2 nodes`),
    })
  })
})

describe('createNodes on the embedded cloud', () => {
  const cloud = emulated({ limits: { capacity: { 't3.micro': 3 }, vcpus: 20 } })
  const base = { size: 't3.micro', image: ec2Images.debian12 }

  it('launches equal nodes together, as far as there is room, and each other one by itself', async () => {
    const before = cloud.local.requests.length
    const results = await createNodes(cloud.driver, [
      { ...base, name: 'web-1' },
      { ...base, name: 'big', size: 't3.small' },
      { ...base, name: 'web-2' },
      { ...base, name: 'none', size: 't3.enormous' },
      { ...base, name: 'web-3' },
      { ...base, name: 'web-4' },
    ])
    const told = results.map((one) => (one.status === 'fulfilled' ? one.value.name : one.reason.code))
    expect(told).toEqual(['web-1', 'big', 'web-2', 'not-found', 'web-3', 'capacity'])
    const nodes = cloud.local.inventory().nodes.map(({ name }) => name)
    expect(nodes.toSorted()).toEqual(['big', 'web-1', 'web-2', 'web-3'])
    const launches = cloud.local.requests
      .slice(before)
      .filter(({ operation }) => operation === 'RunInstances')
    // One for three of the four, one that tells why there is no fourth, and one for each other.
    expect(launches).toHaveLength(4)
  })
})
