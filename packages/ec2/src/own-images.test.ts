import nock from 'nock'
import { describe, expect, it } from 'vitest'
import {
  copyImageFrom,
  deregisterImage,
  getImageAccess,
  registerImage,
  shareImage,
  unshareImage,
} from './index.ts'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const id = 'ami-0a1'
const wire = ({ state = 'available', name = 'web-1', image = id } = {}) =>
  `<imageId>${image}</imageId><name>${name}</name><imageState>${state}</imageState><imageOwnerId>123456789012</imageOwnerId>
  <architecture>x86_64</architecture><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>
  <item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item>
  <item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-1</snapshotId><volumeSize>8</volumeSize></ebs></item>
  </blockDeviceMapping>`
const set = (...items: string[]) =>
  `<imagesSet>${items.map((item) => `<item>${item}</item>`).join('')}</imagesSet>`
const images = (...items: string[]) => answer('DescribeImages', set(...items))
const snapshots = (description: string) =>
  answer(
    'DescribeSnapshots',
    `<snapshotSet><item><snapshotId>snap-1</snapshotId><status>completed</status><volumeSize>8</volumeSize>
    <description>${description}</description></item></snapshotSet>`,
  )
/** The image, and that EC2 made its snapshot for it. */
const whole = () => {
  images(wire())
  snapshots(`Created by CreateImage(i-1) for ${id}`)
}
const made = (action: string) => answer(action, `<imageId>${id}</imageId>`)

describe('an image', () => {
  it.each([
    ['available', 'available'],
    ['pending', 'pending'],
    ['transient', 'pending'],
    ['disabled', 'pending'],
    ['deregistered', 'deleting'],
    ['failed', 'error'],
    ['invalid', 'error'],
    ['error', 'error'],
    ['melting', 'unknown'],
  ])('that EC2 calls %s is %s, and has the size of its root disk', async (given, state) => {
    const { form } = images(wire({ state: given }))
    expect(await mockedDriver().getImage(id)).toMatchObject({ id, name: 'web-1', state, sizeGiB: 8 })
    expect(form).toEqual({ Action: 'DescribeImages', Version: '2016-11-15', 'ImageId.1': id })
  })

  it.each(['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable'])('is not there for %s', async (code) => {
    refuse(400, code)
    await expect(mockedDriver().getImage(id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('createImage', () => {
  it('gives the image as it is known once it is', async () => {
    const { form } = made('CreateImage')
    refuse(400, 'InvalidAMIID.NotFound')
    images(wire({ state: 'pending' }))
    const native = { description: 'with nginx', reboot: false, tags: { role: 'web' } }
    const options = { node: 'i-1', name: 'web-1', native }
    expect(await mockedDriver().createImage(options)).toMatchObject({ id, state: 'pending' })
    expect(form).toMatchObject({
      InstanceId: 'i-1',
      Name: 'web-1',
      Description: 'with nginx',
      NoReboot: 'true',
      'TagSpecification.1.ResourceType': 'image',
      'TagSpecification.1.Tag.1.Key': 'cloud-intent',
      'TagSpecification.1.Tag.2.Key': 'role',
    })
  })

  it('leaves it to EC2 whether a node starts again unless it is told', async () => {
    const { form } = made('CreateImage')
    images(wire())
    await mockedDriver().createImage({ node: 'i-1', name: 'web-1' })
    expect(form).not.toHaveProperty('NoReboot')
  })

  it('whose answer was lost is found by its intent, and not by a name that another has', async () => {
    const first = reply(500, '')
    const looked = images(wire())
    images(wire())
    expect(await mockedDriver().createImage({ node: 'i-1', name: 'web-1' })).toMatchObject({ id })
    expect(looked.form['Owner.1']).toBe('self')
    expect(looked.form['Filter.1.Value.1']).toBe(first.form['TagSpecification.1.Tag.1.Value'])
  })

  it.each([
    ['InvalidAMIName.Duplicate', 'already-exists'],
    ['InvalidInstanceID.NotFound', 'not-found'],
    ['IncorrectState', 'conflict'],
  ])('that EC2 refuses with %s rejects with %s', async (providerCode, code) => {
    refuse(400, providerCode)
    const making = mockedDriver().createImage({ node: 'i-1', name: 'web-1' })
    await expect(making).rejects.toMatchObject({ code, outcome: 'not-applied' })
  })

  it.each(['ab', 'a'.repeat(129), 'web:1', 'wéb'])('refuses the name %j', async (name) => {
    await expect(mockedDriver().createImage({ node: 'i-1', name })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('copyImage', () => {
  const region = (name: string) =>
    answer(
      'DescribeRegions',
      name && `<regionInfo><item><regionName>${name}</regionName></item></regionInfo>`,
    )
  const zone = (name: string) =>
    answer(
      'DescribeAvailabilityZones',
      name && `<availabilityZoneInfo><item><regionName>${name}</regionName></item></availabilityZoneInfo>`,
    )

  it('asks the other region to fetch it, signed for that region', async () => {
    images(wire())
    const { form } = region('eu-central-1')
    const sent: { readonly action: string | null; readonly source: string | null }[] = []
    nock('https://ec2.eu-central-1.amazonaws.com')
      .post('/', (body: string | Record<string, string>) => {
        const asked = new URLSearchParams(body)
        sent.push({ action: asked.get('Action'), source: asked.get('SourceRegion') })
        return asked.get('Action') === 'CopyImage'
      })
      .matchHeader('authorization', /\/eu-central-1\/ec2\//)
      .reply(200, '<CopyImageResponse><imageId>ami-0c1</imageId></CopyImageResponse>')
      .post('/')
      .reply(
        200,
        `<DescribeImagesResponse>${set(wire({ image: 'ami-0c1', state: 'pending' }))}</DescribeImagesResponse>`,
      )
    const copy = await mockedDriver().copyImage(id, { location: 'eu-central-1' })
    expect(copy).toMatchObject({ id: 'ami-0c1', name: 'web-1', state: 'pending' })
    expect(form).toMatchObject({ AllRegions: 'true', 'Filter.1.Value.1': 'eu-central-1' })
    expect(sent[0]).toEqual({ action: 'CopyImage', source: 'eu-west-1' })
  })

  it('makes nothing where the image is usable already: in the region and its zones', async () => {
    images(wire())
    expect(await mockedDriver().copyImage(id, { location: 'eu-west-1' })).toMatchObject({ id })
    images(wire())
    region('')
    zone('eu-west-1')
    expect(await mockedDriver().copyImage(id, { location: 'eu-west-1b' })).toMatchObject({ id })
  })

  it('makes a second one there under another name', async () => {
    images(wire())
    const { form } = made('CopyImage')
    images(wire({ name: 'web-2' }))
    expect(await mockedDriver().copyImage(id, { location: 'eu-west-1', name: 'web-2' })).toMatchObject({
      name: 'web-2',
    })
    expect(form).toMatchObject({ SourceImageId: id, SourceRegion: 'eu-west-1', Name: 'web-2' })
    expect(form.ClientToken).toMatch(/^[\w-]{36}$/)
  })

  it('does not find a location that there is not', async () => {
    images(wire())
    region('')
    zone('')
    await expect(mockedDriver().copyImage(id, { location: 'mars-1' })).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })
})

describe('copyImageFrom', () => {
  it('fetches an image into the region of the driver, encrypted', async () => {
    const { form } = made('CopyImage')
    images(wire())
    const options = {
      image: 'ami-0b1',
      fromRegion: 'us-east-1',
      name: 'web-1',
      encrypted: true,
      withTags: true,
    }
    await copyImageFrom(mockedDriver(), { ...options, idempotencyKey: 'key-1' })
    expect(form).toEqual({
      Action: 'CopyImage',
      Version: '2016-11-15',
      SourceImageId: 'ami-0b1',
      SourceRegion: 'us-east-1',
      Name: 'web-1',
      Encrypted: 'true',
      CopyImageTags: 'true',
      ClientToken: 'key-1',
    })
  })
})

describe('deleteImage', () => {
  it('takes the snapshots of the image along, and deregisterImage leaves them', async () => {
    whole()
    const all = answer('DeregisterImage', '<return>true</return>')
    await mockedDriver().deleteImage(id)
    expect(all.form).toMatchObject({ ImageId: id, DeleteAssociatedSnapshots: 'true' })
    const alone = answer('DeregisterImage', '<return>true</return>')
    await deregisterImage(mockedDriver(), id)
    expect(alone.form).not.toHaveProperty('DeleteAssociatedSnapshots')
  })

  it.each(['a backup', '', 'Created by CreateImage(i-1) for ami-0ffff', `for ${id}`])(
    'leaves a snapshot that was not made for the image: %j',
    async (description) => {
      images(wire())
      snapshots(description)
      const { form } = answer('DeregisterImage', '<return>true</return>')
      await mockedDriver().deleteImage(id)
      expect(form).not.toHaveProperty('DeleteAssociatedSnapshots')
    },
  )

  it('has done nothing where it cannot tell whose the snapshots are', async () => {
    images(wire())
    refuse(403, 'UnauthorizedOperation')
    await expect(mockedDriver().deleteImage(id)).rejects.toMatchObject({
      code: 'forbidden',
      outcome: 'not-applied',
    })
  })

  it.each([
    ['missing-permissions', 'forbidden'],
    ['internal-error', 'failed'],
  ])('tells of a snapshot that is left for %s', async (returnCode, code) => {
    const results = [
      ['snap-1', 'success'],
      ['snap-2', 'skipped'],
      ['snap-3', returnCode],
    ].map((each) => `<item><snapshotId>${each[0]}</snapshotId><returnCode>${each[1]}</returnCode></item>`)
    whole()
    answer('DeregisterImage', `<deleteSnapshotResultSet>${results.join('')}</deleteSnapshotResultSet>`)
    await expect(mockedDriver().deleteImage(id)).rejects.toMatchObject({
      code,
      outcome: 'applied',
      details: { snapshotIds: ['snap-3'] },
    })
  })

  it("of somebody else's is forbidden", async () => {
    images(wire())
    refuse(400, 'InvalidSnapshot.NotFound')
    refuse(401, 'AuthFailure')
    images(wire())
    await expect(mockedDriver().deleteImage(id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each(['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable'])(
    'that is repeated and answered with %s has done its work',
    async (code) => {
      whole()
      reply(500, '')
      refuse(400, code)
      await mockedDriver().deleteImage(id)
      refuse(400, code)
      await expect(mockedDriver().deleteImage(id)).rejects.toMatchObject({ code: 'not-found' })
    },
  )
})

describe('registerImage', () => {
  it('makes an image of a snapshot', async () => {
    const { form } = made('RegisterImage')
    images(wire())
    const options = { name: 'web-1', snapshot: 'snap-1', architecture: 'arm64', bootMode: 'uefi' } as const
    expect(await registerImage(mockedDriver(), options)).toMatchObject({ id })
    expect(form).toMatchObject({
      Name: 'web-1',
      Architecture: 'arm64',
      RootDeviceName: '/dev/xvda',
      'BlockDeviceMapping.1.DeviceName': '/dev/xvda',
      'BlockDeviceMapping.1.Ebs.SnapshotId': 'snap-1',
      BootMode: 'uefi',
      VirtualizationType: 'hvm',
      EnaSupport: 'true',
    })
  })
})

describe('the access to an image', () => {
  it('is told', async () => {
    answer(
      'DescribeImageAttribute',
      `<launchPermission><item><userId>111122223333</userId></item>
      <item><organizationArn>arn:o</organizationArn></item></launchPermission>`,
    )
    expect(await getImageAccess(mockedDriver(), id)).toEqual({
      accounts: ['111122223333'],
      everybody: false,
      organizations: ['arn:o'],
      organizationalUnits: [],
    })
  })

  it('is given and taken', async () => {
    const given = answer('ModifyImageAttribute', '<return>true</return>')
    await shareImage(mockedDriver(), id, { organizations: ['arn:o'] })
    expect(given.form).toMatchObject({
      ImageId: id,
      'LaunchPermission.Add.1.OrganizationArn': 'arn:o',
    })
    const taken = answer('ModifyImageAttribute', '<return>true</return>')
    await unshareImage(mockedDriver(), id, { everybody: true })
    expect(taken.form).toMatchObject({ 'LaunchPermission.Remove.1.Group': 'all' })
  })
})
