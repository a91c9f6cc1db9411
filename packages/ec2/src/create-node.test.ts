import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const options = { name: 'web-1', size: 't3.micro', image: 'ami-0a' }
const made =
  '<instancesSet><item><instanceId>i-1</instanceId><instanceState><name>pending</name></instanceState></item></instancesSet>'

function publicKey(): string {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  const field = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes])
  const body = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(Buffer.from(x, 'base64url'))])
  return `ssh-ed25519 ${body.toString('base64')} me@here`
}

describe('createNode', () => {
  it('runs one instance under a token of its own', async () => {
    const { form } = answer('RunInstances', made)
    const node = await mockedDriver().createNode(options)
    expect(node).toMatchObject({ kind: 'node', id: 'i-1', state: 'pending' })
    const { ClientToken, ...rest } = form
    expect(ClientToken).toMatch(/^[0-9a-f-]{36}$/)
    expect(rest).toEqual({
      Action: 'RunInstances',
      Version: '2016-11-15',
      ImageId: 'ami-0a',
      InstanceType: 't3.micro',
      MinCount: '1',
      MaxCount: '1',
      'MetadataOptions.HttpTokens': 'required',
      'TagSpecification.1.ResourceType': 'instance',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.1.Value': 'web-1',
    })
  })

  it('sends what it is given, native options included', async () => {
    const { form } = answer('RunInstances', made)
    await mockedDriver().createNode({
      ...options,
      location: { id: 'eu-west-1b', kind: 'location' },
      tags: { role: 'web' },
      userData: '#!/bin/sh\ntrue\n',
      idempotencyKey: 'order-7',
      native: { keyName: 'laptop', subnetId: 'subnet-1', securityGroupIds: ['sg-1', 'sg-2'] },
    })
    expect(form).toMatchObject({
      ClientToken: 'order-7',
      'Placement.AvailabilityZone': 'eu-west-1b',
      UserData: Buffer.from('#!/bin/sh\ntrue\n').toString('base64'),
      KeyName: 'laptop',
      SubnetId: 'subnet-1',
      'SecurityGroupId.1': 'sg-1',
      'SecurityGroupId.2': 'sg-2',
      'TagSpecification.1.Tag.2.Key': 'role',
      'TagSpecification.1.Tag.2.Value': 'web',
    })
  })

  it('gives the keys to cloud-init, beside the user data of the caller', async () => {
    const key = publicKey()
    const alone = answer('RunInstances', made)
    await mockedDriver().createNode({ ...options, authorizedKeys: [key] })
    expect(Buffer.from(alone.form.UserData ?? '', 'base64').toString()).toBe(
      `#cloud-config\nssh_authorized_keys:\n  - ${JSON.stringify(key)}\n`,
    )
    const both = answer('RunInstances', made)
    await mockedDriver().createNode({ ...options, authorizedKeys: [key], userData: '#!/bin/sh\necho mine\n' })
    const text = Buffer.from(both.form.UserData ?? '', 'base64').toString()
    expect(text).toMatch(/^Content-Type: multipart\/mixed/)
    expect(text).toContain('echo mine')
    expect(text).toContain(key)
  })

  it('repeats a call whose answer was lost with the same token', async () => {
    const lost = reply(500, '')
    const found = answer('RunInstances', made)
    expect(await mockedDriver().createNode(options)).toMatchObject({ id: 'i-1' })
    expect(found.form).toEqual(lost.form)
  })

  it('tells that it cannot know, when every answer is lost, and the key to find out with', async () => {
    const lost = reply(500, '')
    for (let attempt = 1; attempt < 3; attempt++) reply(500, '')
    const error = await mockedDriver()
      .createNode(options)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'unavailable',
      outcome: 'unknown',
      details: { idempotencyKey: lost.form.ClientToken },
    })
  })

  it.each([
    ['InvalidAMIID.NotFound', 400, 'not-found'],
    ['InvalidAMIID.Malformed', 400, 'not-found'],
    ['InvalidKeyPair.NotFound', 400, 'not-found'],
    ['IdempotentParameterMismatch', 400, 'conflict'],
    ['InstanceLimitExceeded', 400, 'quota'],
    ['VcpuLimitExceeded', 400, 'quota'],
    ['MaxSpotInstanceCountExceeded', 400, 'quota'],
    ['InsufficientInstanceCapacity', 500, 'capacity'],
    ['InsufficientFreeAddressesInSubnet', 400, 'capacity'],
    ['Unsupported', 400, 'invalid'],
  ])('answers %s with %s %s, not applied, and does not repeat it', async (code, status, ours) => {
    refuse(status, code)
    await expect(mockedDriver().createNode(options)).rejects.toMatchObject({
      code: ours,
      providerCode: code,
      outcome: 'not-applied',
      retryable: false,
    })
  })

  it('finds out which of its parts does not exist', async () => {
    refuse(400, 'InvalidParameterValue', "Invalid value 't9.huge' for InstanceType.")
    const size = refuse(400, 'InvalidInstanceType')
    await expect(mockedDriver().createNode({ ...options, size: 't9.huge' })).rejects.toMatchObject({
      code: 'not-found',
      operation: 'RunInstances',
      message: expect.stringContaining('There is no size t9.huge'),
      outcome: 'not-applied',
    })
    expect(size.form['InstanceType.1']).toBe('t9.huge')
  })

  it('tells an image that is not usable yet from one that there was', async () => {
    refuse(400, 'InvalidAMIID.Unavailable')
    const { form } = answer(
      'DescribeImages',
      `<imagesSet><item><imageId>${options.image}</imageId><imageState>pending</imageState></item></imagesSet>`,
    )
    await expect(mockedDriver().createNode(options)).rejects.toMatchObject({ code: 'conflict' })
    expect(form['ImageId.1']).toBe(options.image)
    for (const _ of [1, 2]) refuse(400, 'InvalidAMIID.Unavailable')
    await expect(mockedDriver().createNode(options)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('leaves a refusal alone where size and zone exist', async () => {
    refuse(400, 'InvalidParameterValue', 'Something else')
    answer(
      'DescribeInstanceTypes',
      '<instanceTypeSet><item><instanceType>t3.micro</instanceType></item></instanceTypeSet>',
    )
    await expect(mockedDriver().createNode(options)).rejects.toMatchObject({
      code: 'invalid',
      providerCode: 'InvalidParameterValue',
    })
  })

  it.each([
    ['an empty name', { name: '' }, 'The name of the node is empty'],
    ['a control character in the name', { name: 'a\nb' }, 'control character at 1'],
    ['an unknown option', { flavour: 'x' }, 'no option "flavour"'],
    ['an unknown native option', { native: { subnet: 'x' } }, 'no option "subnet": its options are keyName'],
    [
      'one security group in place of a list',
      { native: { securityGroupIds: 'sg-1' } },
      'native.securityGroupIds must be an array',
    ],
    [
      'a security group that is no text',
      { native: { securityGroupIds: ['sg-1', { id: 'sg-2' }] } },
      'native.securityGroupIds[1] must be a string, and is object',
    ],
    [
      'a key name that is no text',
      { native: { keyName: { name: 'laptop' } } },
      'native.keyName must be a string',
    ],
    ['an empty subnet', { native: { subnetId: '' } }, 'native.subnetId is empty'],
    ['tags that are a Map', { tags: new Map([['a', 'b']]) }, 'tags must be a plain object'],
    ['a key that is none', { authorizedKeys: ['id_ed25519.pub'] }, 'authorizedKeys[0]'],
    ['a tag that would be the name', { tags: { Name: 'other' } }, 'The tag Name is the name of the node'],
    ["a tag of AWS's own", { tags: { 'aws:x': 'y' } }, "one of AWS's own"],
    [
      'too many tags',
      { tags: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`t${i}`, ''])) },
      'at most 49',
    ],
    ['a tag that is too long', { tags: { a: 'x'.repeat(257) } }, 'The tag a has 257 characters'],
    ['user data over 16 KiB', { userData: `#!/bin/sh\n${'x'.repeat(16_375)}` }, '16385 bytes'],
    ['user data of an unknown kind', { userData: 'hello', authorizedKeys: [publicKey()] }, 'user data'],
    ['an idempotency key that does not fit', { idempotencyKey: 'ü' }, 'idempotencyKey'],
    ['a size that is an image', { size: { kind: 'image', id: 'ami-1' } }, 'given as a image, and is no size'],
  ])('refuses %s before it sends anything', async (_what, wrong, message) => {
    const error = await mockedDriver()
      .createNode({ ...options, ...wrong } as never)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    expect((error as Error).message).toContain(message)
  })

  it('counts the characters of a tag as EC2 does, by code points', async () => {
    const { form } = answer('RunInstances', made)
    await mockedDriver().createNode({ ...options, tags: { ['🏷'.repeat(128)]: '👩'.repeat(256) } })
    expect(form['TagSpecification.1.Tag.2.Value']).toHaveLength(512)
  })

  it('takes user data of exactly 16 KiB', async () => {
    const { form } = answer('RunInstances', made)
    await mockedDriver().createNode({ ...options, userData: `#!/bin/sh\n${'x'.repeat(16_374)}` })
    expect(Buffer.from(form.UserData ?? '', 'base64')).toHaveLength(16_384)
  })
})
