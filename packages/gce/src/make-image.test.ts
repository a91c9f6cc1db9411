import { describe, expect, it } from 'vitest'
import { createImageOf, importImage } from './index.ts'
import { answer, done, mockedDriver } from './testing/mock-gce.ts'

const driver = mockedDriver()
const made = { name: 'mine', id: '7', selfLink: 'x', creationTimestamp: '2026-01-01T00:00:00Z' }

describe('createImageOf', () => {
  it.each([
    ['a volume', { volume: 'europe-west1-b/data' }, { sourceDisk: 'zones/europe-west1-b/disks/data' }],
    ['a regional volume', { volume: 'europe-west1/data' }, { sourceDisk: 'regions/europe-west1/disks/data' }],
    ['a snapshot', { snapshot: 'daily' }, { sourceSnapshot: 'global/snapshots/daily' }],
  ])('makes an image of %s', async (_what, of, source) => {
    const sent = done('POST /global/images', 'global')
    answer('GET /global/images/mine', 200, made)
    const image = await createImageOf(driver, { name: 'mine', ...of, family: 'own', labels: { a: 'b' } })
    expect(image.id).toBe('my-project/mine')
    const [[member = '', link = ''] = []] = Object.entries(source)
    const whole = { [member]: `projects/my-project/${link}` }
    expect(sent.body).toEqual({ name: 'mine', family: 'own', labels: { a: 'b' }, ...whole })
    expect([sent.query.has('requestId'), sent.query.get('forceCreate')]).toEqual([true, null])
  })

  it('of a volume whose node runs is forced', async () => {
    const sent = done('POST /global/images', 'global')
    answer('GET /global/images/mine', 200, made)
    await createImageOf(driver, { name: 'mine', volume: 'europe-west1-b/data', force: true })
    expect(sent.query.get('forceCreate')).toBe('true')
  })

  it.each([
    ['nothing', {}, 'invalid'],
    ['two things', { volume: 'europe-west1-b/data', snapshot: 'daily' }, 'invalid'],
    ['a name that cannot be', { name: 'Mine', snapshot: 'daily' }, 'invalid'],
    ['what is no volume', { volume: 'data' }, 'not-found'],
  ])('of %s is refused before anything is sent', async (_what, wrong, code) => {
    await expect(createImageOf(driver, { name: 'mine', ...wrong })).rejects.toMatchObject({ code })
  })
})

describe('importImage', () => {
  const source = 'https://storage.googleapis.com/my-bucket/disks/mine.tar.gz'

  it('makes an image of a disk in a bucket', async () => {
    const sent = done('POST /global/images', 'global')
    answer('GET /global/images/mine', 200, {
      name: 'mine',
      id: '7',
      selfLink: 'x',
      creationTimestamp: '2026-01-01T00:00:00Z',
    })
    const options = { name: 'mine', source, family: 'own', guestOsFeatures: ['UEFI_COMPATIBLE'] }
    const image = await importImage(driver, { ...options, labels: { role: 'web' } })
    expect(image).toMatchObject({ id: 'my-project/mine', name: 'mine' })
    expect(sent.body).toEqual({
      ...{ name: 'mine', family: 'own', labels: { role: 'web' } },
      rawDisk: { source },
      guestOsFeatures: [{ type: 'UEFI_COMPATIBLE' }],
    })
    expect(sent.query.get('requestId')).not.toBeNull()
  })

  it.each([
    ['a file', { source: '/tmp/mine.tar.gz' }],
    ['a bucket', { source: 'https://storage.googleapis.com/my-bucket' }],
    ['a name that cannot be', { name: 'Mine' }],
    ['an unknown option', { size: 3 }],
  ])('of %s is invalid before anything is sent', async (_what, wrong) => {
    const asked = importImage(driver, { name: 'mine', source, ...wrong })
    await expect(asked).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  })
})
