import { describe, expect, it } from 'vitest'
import {
  copySnapshot,
  getSnapshotAccess,
  listSharedSnapshots,
  shareSnapshot,
  unshareSnapshot,
} from './index.ts'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const id = 'snap-0a1'
const wire = ({ snapshot = id, status = 'pending', volume = 'vol-0a1', tags = '' } = {}) =>
  `<snapshotId>${snapshot}</snapshotId><volumeId>${volume}</volumeId><status>${status}</status>
  <startTime>2026-01-01T00:00:00.000Z</startTime><progress>20%</progress><ownerId>123456789012</ownerId>
  <volumeSize>8</volumeSize><description/><encrypted>false</encrypted>
  <tagSet><item><key>Name</key><value>nightly</value></item>${tags}</tagSet>`
const snapshots = (...items: string[]) =>
  answer(
    'DescribeSnapshots',
    `<snapshotSet>${items.map((item) => `<item>${item}</item>`).join('')}</snapshotSet>`,
  )
const quick = { retry: { attempts: 2, baseMs: 1 } }

describe('a snapshot', () => {
  it.each([
    ['pending', 'pending'],
    ['completed', 'available'],
    ['error', 'error'],
    ['recovering', 'pending'],
    ['recoverable', 'deleting'],
    ['melting', 'unknown'],
  ])('that EC2 calls %s is %s', async (status, state) => {
    snapshots(wire({ status }))
    expect(await mockedDriver().getSnapshot(id)).toMatchObject({ id, name: 'nightly', sizeGiB: 8, state })
  })

  it('tells its volume, unless it is a copy, and not what the driver keeps for itself', async () => {
    const tags =
      '<item><key>cloud-intent</key><value>a</value></item><item><key>a</key><value>b</value></item>'
    snapshots(wire({ tags }))
    expect(await mockedDriver().getSnapshot(id)).toMatchObject({ volume: 'vol-0a1', tags: { a: 'b' } })
    snapshots(wire({ volume: 'vol-ffffffff' }))
    expect(await mockedDriver().getSnapshot(id)).not.toHaveProperty('volume')
  })
})

describe('listSnapshots', () => {
  it("lists the account's own, and turns pages", async () => {
    const first = answer(
      'DescribeSnapshots',
      `<snapshotSet><item>${wire()}</item></snapshotSet><nextToken>two</nextToken>`,
    )
    const second = snapshots(wire({ snapshot: 'snap-0a2' }))
    const found = await mockedDriver().listSnapshots({ volume: 'vol-0a1', name: 'nightly' }).toArray()
    expect(found.map((each) => each.id)).toEqual([id, 'snap-0a2'])
    expect(first.form).toEqual({
      Action: 'DescribeSnapshots',
      Version: '2016-11-15',
      'Owner.1': 'self',
      'Filter.1.Name': 'volume-id',
      'Filter.1.Value.1': 'vol-0a1',
      'Filter.2.Name': 'tag:Name',
      'Filter.2.Value.1': 'nightly',
      MaxResults: '1000',
    })
    expect(second.form.NextToken).toBe('two')
  })
})

describe('createSnapshot', () => {
  it('gives it name, tags and a description', async () => {
    const { form } = answer('CreateSnapshot', wire())
    const native = { description: 'before the upgrade' }
    const options = { volume: 'vol-0a1', name: 'nightly', tags: { role: 'db' }, native }
    expect(await mockedDriver().createSnapshot(options)).toMatchObject({ id, state: 'pending' })
    expect(form).toMatchObject({
      VolumeId: 'vol-0a1',
      Description: 'before the upgrade',
      'TagSpecification.1.ResourceType': 'snapshot',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.2.Key': 'cloud-intent',
      'TagSpecification.1.Tag.3.Key': 'role',
    })
  })

  it('whose answer was lost is found by its intent', async () => {
    const { form } = reply(500, '')
    const looked = snapshots(wire())
    expect(await mockedDriver().createSnapshot({ volume: 'vol-0a1', name: 'nightly' })).toMatchObject({ id })
    expect(looked.form).toMatchObject({ 'Owner.1': 'self', 'Filter.1.Name': 'tag:cloud-intent' })
    expect(looked.form['Filter.1.Value.1']).toBe(form['TagSpecification.1.Tag.2.Value'])
  })

  it('that is asked for too soon after another waits', async () => {
    refuse(400, 'SnapshotCreationPerVolumeRateExceeded')
    answer('CreateSnapshot', wire())
    await mockedDriver().createSnapshot({ volume: 'vol-0a1', name: 'nightly' })
  })

  it.each([
    ['ConcurrentSnapshotLimitExceeded', 'quota'],
    ['InvalidVolume.NotFound', 'not-found'],
    ['IncorrectState', 'conflict'],
  ])('that EC2 refuses with %s rejects with %s', async (providerCode, code) => {
    refuse(400, providerCode)
    const making = mockedDriver(quick).createSnapshot({ volume: 'vol-0a1', name: 'nightly' })
    await expect(making).rejects.toMatchObject({ code, outcome: 'not-applied' })
  })
})

describe('destroySnapshot', () => {
  it('is a conflict where an image needs it', async () => {
    refuse(400, 'InvalidSnapshot.InUse')
    await expect(mockedDriver().destroySnapshot(id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it("of somebody else's is forbidden, which EC2 calls a failure of credentials", async () => {
    refuse(401, 'AuthFailure')
    snapshots(wire())
    await expect(mockedDriver().destroySnapshot(id)).rejects.toMatchObject({
      code: 'forbidden',
      outcome: 'not-applied',
    })
  })

  it('with wrong credentials is unauthorized', async () => {
    refuse(401, 'AuthFailure')
    refuse(401, 'AuthFailure')
    await expect(mockedDriver().destroySnapshot(id)).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

describe('copySnapshot', () => {
  it('fetches it from another region, and tells it as it is here', async () => {
    const { form } = answer('CopySnapshot', `<snapshotId>${id}</snapshotId>`)
    refuse(400, 'InvalidSnapshot.NotFound')
    snapshots(wire({ volume: 'vol-ffffffff' }))
    const options = { snapshot: 'snap-0b1', fromRegion: 'us-east-1', name: 'nightly', encrypted: true }
    expect(await copySnapshot(mockedDriver(), options)).toMatchObject({ id, state: 'pending' })
    expect(form).toMatchObject({
      Action: 'CopySnapshot',
      SourceRegion: 'us-east-1',
      SourceSnapshotId: 'snap-0b1',
      Encrypted: 'true',
    })
  })

  it('copies in its own region unless it is told another', async () => {
    const { form } = answer('CopySnapshot', `<snapshotId>${id}</snapshotId>`)
    snapshots(wire())
    await copySnapshot(mockedDriver(), { snapshot: 'snap-0b1', name: 'nightly' })
    expect(form.SourceRegion).toBe('eu-west-1')
  })

  it('says that the copy was made where that alone is known', async () => {
    answer('CopySnapshot', `<snapshotId>${id}</snapshotId>`)
    refuse(403, 'UnauthorizedOperation')
    const copying = copySnapshot(mockedDriver(quick), { snapshot: 'snap-0b1', name: 'nightly' })
    await expect(copying).rejects.toMatchObject({ code: 'forbidden', outcome: 'applied', retryable: false })
  })
})

describe('the access to a snapshot', () => {
  it('lets others list it, by its owner', async () => {
    const { form } = snapshots(wire())
    const query = { owner: '111122223333', volume: 'vol-0a1' }
    expect(await listSharedSnapshots(mockedDriver(), query).toArray()).toHaveLength(1)
    expect(form).toMatchObject({ 'Owner.1': '111122223333', 'Filter.1.Value.1': 'vol-0a1' })
  })

  it('is told', async () => {
    const { form } = answer(
      'DescribeSnapshotAttribute',
      '<createVolumePermission><item><userId>111122223333</userId></item><item><group>all</group></item></createVolumePermission>',
    )
    expect(await getSnapshotAccess(mockedDriver(), id)).toEqual({
      accounts: ['111122223333'],
      everybody: true,
    })
    expect(form).toMatchObject({ SnapshotId: id, Attribute: 'createVolumePermission' })
  })

  it('is given and taken', async () => {
    const given = answer('ModifySnapshotAttribute', '<return>true</return>')
    await shareSnapshot(mockedDriver(), id, { accounts: ['111122223333'], everybody: true })
    expect(given.form).toMatchObject({
      SnapshotId: id,
      'CreateVolumePermission.Add.1.UserId': '111122223333',
      'CreateVolumePermission.Add.2.Group': 'all',
    })
    const taken = answer('ModifySnapshotAttribute', '<return>true</return>')
    await unshareSnapshot(mockedDriver(), id, { accounts: ['111122223333'] })
    expect(taken.form).toMatchObject({ 'CreateVolumePermission.Remove.1.UserId': '111122223333' })
  })

  it.each([{}, { accounts: [] }, { accounts: ['me'] }, { accounts: '111122223333' }, { everyone: true }])(
    'is given to nobody by %j',
    async (access) => {
      await expect(shareSnapshot(mockedDriver(), id, access as never)).rejects.toMatchObject({
        code: 'invalid',
      })
    },
  )
})
