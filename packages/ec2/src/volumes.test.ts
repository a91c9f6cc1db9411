import { describe, expect, it } from 'vitest'
import { forceDetachVolume, listVolumeChanges, modifyVolume } from './index.ts'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const id = 'vol-0a1'
const attachment = (node: string, status: string, device = '/dev/sdf') =>
  `<item><volumeId>${id}</volumeId><instanceId>${node}</instanceId><device>${device}</device><status>${status}</status></item>`
const wire = ({ status = 'available', attachments = '', size = 8 } = {}) =>
  `<volumeId>${id}</volumeId><size>${size}</size><status>${status}</status><availabilityZone>eu-west-1a</availabilityZone>
  <createTime>2026-01-01T00:00:00.000Z</createTime><attachmentSet>${attachments}</attachmentSet><volumeType>gp3</volumeType>
  <tagSet><item><key>Name</key><value>data</value></item><item><key>role</key><value>db</value></item></tagSet>`
const volumes = (...items: string[]) =>
  answer('DescribeVolumes', `<volumeSet>${items.map((item) => `<item>${item}</item>`).join('')}</volumeSet>`)
const inUse = (...attachments: string[]) => wire({ status: 'in-use', attachments: attachments.join('') })
const node = (...devices: string[]) => {
  const mapping = devices.map((name) => `<item><deviceName>${name}</deviceName></item>`).join('')
  const instance = `<instanceId>i-1</instanceId><instanceState><name>running</name></instanceState>
    <blockDeviceMapping>${mapping}</blockDeviceMapping>`
  return answer(
    'DescribeInstances',
    `<reservationSet><item><instancesSet><item>${instance}</item></instancesSet></item></reservationSet>`,
  )
}

describe('a volume', () => {
  it('is told with its name, its tags, its zone and who has it', async () => {
    const { form } = volumes(inUse(attachment('i-1', 'attached')))
    expect(await mockedDriver().getVolume(id)).toMatchObject({
      kind: 'volume',
      id,
      name: 'data',
      state: 'attached',
      sizeGiB: 8,
      attachedTo: ['i-1'],
      device: '/dev/sdf',
      location: 'eu-west-1a',
      createdAt: '2026-01-01T00:00:00.000Z',
      tags: { role: 'db' },
      native: { volumeType: 'gp3' },
    })
    expect(form).toEqual({ Action: 'DescribeVolumes', Version: '2016-11-15', 'VolumeId.1': id })
  })

  it.each([
    ['in-use', ['attaching'], 'attaching'],
    ['in-use', ['attaching', 'attached'], 'attached'],
    ['in-use', ['detaching'], 'detaching'],
    ['in-use', ['busy'], 'detaching'],
    ['creating', [], 'creating'],
    ['deleting', [], 'deleting'],
    ['error', [], 'error'],
    ['melting', [], 'unknown'],
  ])('that is %s with attachments that are %j is %s', async (status, attached, state) => {
    const attachments = attached.map((each, index) => attachment(`i-${index}`, each)).join('')
    volumes(wire({ status, attachments }))
    expect(await mockedDriver().getVolume(id)).toMatchObject({ state })
  })

  it('is on no node from which it was taken', async () => {
    volumes(wire({ attachments: attachment('i-1', 'detached') }))
    expect(await mockedDriver().getVolume(id)).toMatchObject({ state: 'available', attachedTo: [] })
  })

  it('is not there where EC2 says so, or tells nothing, and no id of another kind is asked for', async () => {
    refuse(400, 'InvalidVolume.NotFound')
    await expect(mockedDriver().getVolume(id)).rejects.toMatchObject({ code: 'not-found' })
    volumes()
    await expect(mockedDriver().getVolume(id)).rejects.toMatchObject({ code: 'not-found' })
    for (const strange of ['snap-1', 'vol-x', 'vol-', '*'])
      await expect(mockedDriver().getVolume(strange)).rejects.toMatchObject({
        code: 'not-found',
        outcome: 'not-applied',
      })
  })
})

describe('listVolumes', () => {
  it('has EC2 narrow them, with no patterns', async () => {
    const { form } = volumes(wire())
    const query = { name: 'da*', location: 'eu-west-1a', node: { id: 'i-1', kind: 'node' } } as const
    expect(await mockedDriver().listVolumes(query).toArray()).toHaveLength(1)
    expect(form).toEqual({
      Action: 'DescribeVolumes',
      Version: '2016-11-15',
      'Filter.1.Name': 'tag:Name',
      'Filter.1.Value.1': 'da\\*',
      'Filter.2.Name': 'availability-zone',
      'Filter.2.Value.1': 'eu-west-1a',
      'Filter.3.Name': 'attachment.instance-id',
      'Filter.3.Value.1': 'i-1',
      MaxResults: '500',
    })
  })
})

describe('createVolume', () => {
  it('sends all that was asked for, under one token', async () => {
    const { form } = answer('CreateVolume', wire({ status: 'creating' }))
    const native = { type: 'gp3', iops: 4000, throughput: 250, encrypted: true, kmsKeyId: 'alias/k' } as const
    const options = {
      name: 'data',
      location: 'eu-west-1a',
      tags: { role: 'db' },
      idempotencyKey: 'key-1',
      native,
    }
    const made = await mockedDriver().createVolume({ ...options, sizeGiB: 9, snapshot: 'snap-1' })
    expect(made).toMatchObject({ id, state: 'creating' })
    expect(form).toEqual({
      Action: 'CreateVolume',
      Version: '2016-11-15',
      AvailabilityZone: 'eu-west-1a',
      Size: '9',
      SnapshotId: 'snap-1',
      VolumeType: 'gp3',
      Iops: '4000',
      Throughput: '250',
      Encrypted: 'true',
      KmsKeyId: 'alias/k',
      ClientToken: 'key-1',
      'TagSpecification.1.ResourceType': 'volume',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.1.Value': 'data',
      'TagSpecification.1.Tag.2.Key': 'role',
      'TagSpecification.1.Tag.2.Value': 'db',
    })
  })

  it('is sent again with the same token when its answer is lost', async () => {
    const first = reply(500, '')
    const second = answer('CreateVolume', wire())
    await mockedDriver().createVolume({ name: 'data', location: 'eu-west-1a', sizeGiB: 8 })
    expect(first.form.ClientToken).toMatch(/^[\w-]{36}$/)
    expect(second.form.ClientToken).toBe(first.form.ClientToken)
  })

  it('tells the token where nobody knows whether it was made', async () => {
    reply(500, '')
    const options = { name: 'data', location: 'eu-west-1a', sizeGiB: 8, idempotencyKey: 'key-1' }
    await expect(mockedDriver({ retry: { attempts: 1 } }).createVolume(options)).rejects.toMatchObject({
      outcome: 'unknown',
      details: { idempotencyKey: 'key-1' },
    })
  })

  it('asks for a zone that EC2 calls a wrong value', async () => {
    refuse(400, 'InvalidParameterValue')
    answer('DescribeAvailabilityZones', '<availabilityZoneInfo/>')
    const options = { name: 'data', location: 'mars-1a', sizeGiB: 8 }
    await expect(mockedDriver().createVolume(options)).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })

  it.each<readonly [object, string]>([
    [{ location: undefined }, 'needs a location'],
    [{ native: { iops: 1.5 } }, 'iops is 1.5'],
    [{ native: { encrypted: 'yes' } }, 'encrypted must be a boolean'],
    [{ native: { colour: 'red' } }, '"colour"'],
    [{ tags: { Name: 'a' } }, 'The tag Name'],
    [{ tags: { 'cloud-intent': 'a' } }, "driver's own"],
    [{ tags: { 'aws:a': 'a' } }, "AWS's own"],
    [{ idempotencyKey: 'a b' }, 'idempotencyKey'],
  ])('refuses %j', async (wrong, message) => {
    const options = { name: 'data', location: 'eu-west-1a', sizeGiB: 8, ...wrong }
    await expect(mockedDriver().createVolume(options as never)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message),
    })
  })
})

describe('attachVolume', () => {
  it('takes the first device that the node has free', async () => {
    node('/dev/xvda', '/dev/sdf', '/dev/xvdg')
    const { form } = answer('AttachVolume', '<status>attaching</status>')
    await mockedDriver().attachVolume(id, { node: 'i-1' })
    expect(form).toEqual({
      Action: 'AttachVolume',
      Version: '2016-11-15',
      VolumeId: id,
      InstanceId: 'i-1',
      Device: '/dev/sdh',
    })
  })

  it('takes the next where another call was quicker', async () => {
    node()
    refuse(400, 'InvalidParameterValue')
    node('/dev/sdf')
    node('/dev/sdf')
    const { form } = answer('AttachVolume', '')
    await mockedDriver().attachVolume(id, { node: 'i-1' })
    expect(form.Device).toBe('/dev/sdg')
  })

  it('tells a refusal that has another reason', async () => {
    node()
    refuse(400, 'InvalidVolume.ZoneMismatch')
    node()
    volumes(wire())
    await expect(mockedDriver().attachVolume(id, { node: 'i-1' })).rejects.toMatchObject({
      code: 'invalid',
      providerCode: 'InvalidVolume.ZoneMismatch',
      outcome: 'not-applied',
    })
  })

  it('looks at no node where the device is given', async () => {
    const { form } = answer('AttachVolume', '')
    await mockedDriver().attachVolume(id, { node: 'i-1', device: '/dev/sdz' })
    expect(form.Device).toBe('/dev/sdz')
  })

  it.each(['attaching', 'attached'])('is done where the node has it (%s)', async (status) => {
    node('/dev/sdf')
    refuse(400, 'VolumeInUse')
    volumes(inUse(attachment('i-1', status)))
    await mockedDriver().attachVolume(id, { node: 'i-1' })
    refuse(400, 'VolumeInUse')
    volumes(inUse(attachment('i-1', status)))
    await mockedDriver().attachVolume(id, { node: 'i-1', device: '/dev/sdg' })
  })

  it('is a conflict while the node that has it lets go of it', async () => {
    node('/dev/sdf')
    refuse(400, 'VolumeInUse')
    volumes(inUse(attachment('i-1', 'detaching')))
    await expect(mockedDriver().attachVolume(id, { node: 'i-1' })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })

  it('of a node without a free device is done where it has it, and else invalid', async () => {
    const letters = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => String.fromCharCode(from + index))
    const all = [
      ...letters(102, 11).map((letter) => `/dev/sd${letter}`),
      ...letters(98, 3).flatMap((one) => letters(97, 26).map((two) => `/dev/xvd${one}${two}`)),
    ]
    node(...all)
    volumes(inUse(attachment('i-1', 'attached')))
    await mockedDriver().attachVolume(id, { node: 'i-1' })
    node(...all)
    volumes(wire())
    await expect(mockedDriver().attachVolume(id, { node: 'i-1' })).rejects.toMatchObject({
      code: 'invalid',
      outcome: 'not-applied',
    })
  })

  it('is found to have worked when its answer is lost', async () => {
    reply(500, '')
    volumes(inUse(attachment('i-1', 'attaching')))
    await mockedDriver().attachVolume(id, { node: 'i-1', device: '/dev/sdf' })
  })

  it('is a conflict where another node has it', async () => {
    refuse(400, 'VolumeInUse')
    volumes(inUse(attachment('i-2', 'attached')))
    await expect(mockedDriver().attachVolume(id, { node: 'i-1', device: '/dev/sdf' })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })
})

describe('detachVolume', () => {
  it('takes it from each node that has it, and from none twice', async () => {
    volumes(
      inUse(attachment('i-1', 'attached'), attachment('i-2', 'detaching'), attachment('i-3', 'attached')),
    )
    const first = answer('DetachVolume', '')
    const second = answer('DetachVolume', '')
    await mockedDriver().detachVolume(id)
    expect([first.form.InstanceId, second.form.InstanceId]).toEqual(['i-1', 'i-3'])
  })

  it('says that something is changed where the second is refused', async () => {
    volumes(inUse(attachment('i-1', 'attached'), attachment('i-2', 'attached')))
    answer('DetachVolume', '')
    refuse(400, 'IncorrectState')
    volumes(inUse(attachment('i-2', 'attached')))
    await expect(mockedDriver().detachVolume(id)).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'unknown',
    })
  })

  it('is done where somebody else was quicker', async () => {
    volumes(inUse(attachment('i-1', 'attached')))
    refuse(400, 'IncorrectState')
    volumes(wire())
    await mockedDriver().detachVolume(id)
  })

  it('is found to have worked when its answer is lost', async () => {
    volumes(inUse(attachment('i-1', 'attached')))
    reply(500, '')
    volumes(inUse(attachment('i-1', 'detaching')))
    await mockedDriver().detachVolume(id)
  })
})

describe('forceDetachVolume', () => {
  it('takes it from a node that does not let go', async () => {
    volumes(inUse(attachment('i-1', 'busy')))
    const { form } = answer('DetachVolume', '')
    await forceDetachVolume(mockedDriver(), id)
    expect(form).toMatchObject({ VolumeId: id, InstanceId: 'i-1', Force: 'true' })
  })

  it('is sent again where its answer is lost and the node has it yet', async () => {
    volumes(inUse(attachment('i-1', 'detaching')))
    reply(500, '')
    volumes(inUse(attachment('i-1', 'detaching')))
    const { form } = answer('DetachVolume', '<status>detached</status>')
    await forceDetachVolume(mockedDriver(), id)
    expect(form).toMatchObject({ Action: 'DetachVolume', Force: 'true' })
  })
})

const change = (state: string, size = 9, extra = '') =>
  `<volumeId>${id}</volumeId><modificationState>${state}</modificationState><targetSize>${size}</targetSize>${extra}`
const asked = (...args: Parameters<typeof change>) =>
  answer('ModifyVolume', `<volumeModification>${change(...args)}</volumeModification>`)
const changes = (...args: Parameters<typeof change>) =>
  answer(
    'DescribeVolumesModifications',
    `<volumeModificationSet><item>${change(...args)}</item></volumeModificationSet>`,
  )

describe('resizeVolume', () => {
  it('takes an earlier change, told late, for none of its own', async () => {
    volumes(wire())
    asked('modifying')
    changes('failed', 8)
    changes('optimizing')
    await mockedDriver().resizeVolume(id, 9)
  })

  it('resolves when the volume has the size, though it is not yet optimized', async () => {
    volumes(wire())
    const { form } = asked('modifying')
    changes('modifying')
    const last = changes('optimizing')
    await mockedDriver().resizeVolume(id, 9)
    expect(form).toEqual({ Action: 'ModifyVolume', Version: '2016-11-15', VolumeId: id, Size: '9' })
    expect(last.form).toMatchObject({ 'VolumeId.1': id })
  })

  it('rejects where the change fails', async () => {
    volumes(wire())
    asked('modifying')
    changes('failed', 9, '<statusMessage>no room</statusMessage>')
    await expect(mockedDriver().resizeVolume(id, 9)).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('no room'),
    })
  })

  it('is found to have worked when its answer is lost', async () => {
    volumes(wire())
    reply(500, '')
    changes('completed')
    await mockedDriver().resizeVolume(id, 9)
  })

  it('is sent again when its answer is lost and the last change is another', async () => {
    volumes(wire())
    reply(500, '')
    changes('completed', 8)
    asked('completed')
    await mockedDriver().resizeVolume(id, 9)
  })

  it.each(['IncorrectModificationState', 'VolumeModificationRateExceeded'])(
    'is a conflict where EC2 says %s, and is not repeated',
    async (code) => {
      volumes(wire())
      refuse(400, code)
      await expect(mockedDriver().resizeVolume(id, 9)).rejects.toMatchObject({
        code: 'conflict',
        retryable: false,
        outcome: 'not-applied',
      })
    },
  )

  it('sends nothing for a size that is not larger', async () => {
    volumes(wire())
    await expect(mockedDriver().resizeVolume(id, 8)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('modifyVolume', () => {
  it('asks for type and performance', async () => {
    const { form } = asked('completed')
    await modifyVolume(mockedDriver(), id, { type: 'gp3', iops: 5000, throughput: 300 })
    expect(form).toEqual({
      Action: 'ModifyVolume',
      Version: '2016-11-15',
      VolumeId: id,
      VolumeType: 'gp3',
      Iops: '5000',
      Throughput: '300',
    })
  })

  it('refuses to change nothing', async () => {
    await expect(modifyVolume(mockedDriver(), id, {})).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is seen among the changes of the volume', async () => {
    const { form } = changes('optimizing')
    const driver = mockedDriver()
    expect(await listVolumeChanges(driver, { volume: id }).toArray()).toEqual([
      { volumeId: id, modificationState: 'optimizing', targetSize: 9 },
    ])
    expect(form).toMatchObject({ 'Filter.1.Name': 'volume-id', 'Filter.1.Value.1': id })
  })
})

describe('destroyVolume', () => {
  it('that is sent again because its answer was lost, and finds nothing, has done its work', async () => {
    reply(500, '')
    refuse(400, 'InvalidVolume.NotFound')
    await mockedDriver().destroyVolume(id)
  })

  it('is a conflict where a node has it', async () => {
    refuse(400, 'VolumeInUse')
    await expect(mockedDriver().destroyVolume(id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
